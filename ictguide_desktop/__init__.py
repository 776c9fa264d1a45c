"""ICT Guide Desktop: an offline guide to customs ICT."""

__version__ = "0.1.0"
