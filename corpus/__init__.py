"""What was published, and what a good form has (语料): records of published projects, and the indicator library by project type.

    records    published projects: shipped (corpus/records/*.jsonl) and imported ones        answers ports.Records
    library    the indicators a good form of a project type has (corpus/library/*.toml)      answers ports.Library
    doubts     why a printed row is not to be trusted: scan errors, cut values, lost signs
    store      imported records in the data folder's database
    build      corpus digest, docs/records.md

Knows the vocabulary, the ports and the reading of forms; it does not know the index, the drafter or the pages.
"""
