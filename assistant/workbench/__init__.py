"""工作台 (Workbench): one verb a use case. Pages and commands call nothing else; what it works with is handed to it by the roof.

Reading verbs (`read_back`, `search`, `draft`, `check`) leave no trace. Verbs on a dossier enter deeds in the ledger; each rests on the step the
person saw (`seq`) and raises StaleDraft if someone was faster. A confidential project (涉密) is withheld before anything is kept: no word of its
name or description reaches the index, a model, the ledger or a file name.

collaborators (what is handed in) · looking (verbs that leave no trace) · importing (published forms into the corpus) · keeping (verbs on dossiers: the whole Workbench)
"""

from assistant.workbench.collaborators import Collaborators, Reply
from assistant.workbench.keeping import Workbench

__all__ = ["Collaborators", "Reply", "Workbench"]
