from .certifications import (
    CertificationEvent,
    IssuingAuthority,
    ProductGroup,
    ProductSet,
    RecognitionDecision,
    RuleSet,
    StarCertification,
)
from .changes import FactsChange
from .imports import ImportRun, IncomingSheet, ReviewRow
from .media import Image, PrivateDocument, Rendition
from .notices import ExpiryNotice
from .places import AdminSuccession, AdminUnit, AdminUnitName, AdminVintage, Place
from .producers import LegalForm, Producer, ProducerMember
from .products import Allergen, ProductFacts, ProductPhoto, ProductStatus
from .proposals import Proposal, ProposalEvent, ProposalFile

__all__ = [
    "AdminSuccession",
    "AdminUnit",
    "AdminUnitName",
    "AdminVintage",
    "Allergen",
    "CertificationEvent",
    "ExpiryNotice",
    "FactsChange",
    "Image",
    "ImportRun",
    "IncomingSheet",
    "IssuingAuthority",
    "LegalForm",
    "Place",
    "PrivateDocument",
    "Producer",
    "ProducerMember",
    "ProductFacts",
    "ProductGroup",
    "ProductPhoto",
    "ProductSet",
    "ProductStatus",
    "Proposal",
    "ProposalEvent",
    "ProposalFile",
    "RecognitionDecision",
    "Rendition",
    "ReviewRow",
    "RuleSet",
    "StarCertification",
]
