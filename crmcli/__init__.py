"""A CRM at home in the terminal."""

__version__ = "0.1.0"
