"""The only writers of the desk's tables. Imported inside an act, never before."""
