"""What a person fills in before an act: one form screen, and a description of its fields per act."""
