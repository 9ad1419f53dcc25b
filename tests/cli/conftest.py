from evalkit.testing import project

__all__ = ["project"]
