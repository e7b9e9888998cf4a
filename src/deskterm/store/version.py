"""The version of the schema that this program writes, and the mark of a desk's file."""

SCHEMA = 6
"""Kept in `user_version` of a file, in the comment on table `desk` of a database."""
APPLICATION_ID = 0x4445534B
"""`application_id` of a desk's file: the letters DESK."""
COMMENT = "deskterm schema "
"""What comes before the number in that comment."""
