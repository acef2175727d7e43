from .certificate import Certificate
from .employers import EmployerKey
from .files import CertificateFiles
from .keys import IssuerKey
from .status import StatusList

__all__ = ["Certificate", "CertificateFiles", "EmployerKey", "IssuerKey", "StatusList"]
