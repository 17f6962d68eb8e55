from .places import KeeperPost, Showroom, StockPlace
from .stock import Batch, Hold, StockBalance, StockMove

__all__ = [
    "Batch",
    "Hold",
    "KeeperPost",
    "Showroom",
    "StockBalance",
    "StockMove",
    "StockPlace",
]
