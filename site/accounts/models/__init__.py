from .audit import AuditRecord
from .user import User

__all__ = ["AuditRecord", "User"]
