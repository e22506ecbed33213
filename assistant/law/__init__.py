"""法 (Law): official documents and the conventions of places, as dated data. `Law.of(place, year)` is what was in force there and then."""

from assistant.law.law import Clause, Document, Law, Scheme, SpendingStandard

__all__ = ["Clause", "Document", "Law", "Scheme", "SpendingStandard"]
