"""Every sentence a person reads, and the one function that makes foreign text safe to show."""
