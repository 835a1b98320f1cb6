"""Seal and open bytes, keep the keys, and find what is sealed without opening it. Knows nothing of databases.

Keys hang together so: the ring (a file) holds master keys; each organisation's keys are derived from a master; each
person has a data key of their own, wrapped by the organisation's; what is sealed lies under the data key. Who
destroys the wrapped data key destroys what lies under it, in every copy.
"""

from samfrid.adapters.sealing.blind import blind_index, normalised
from samfrid.adapters.sealing.boxes import Place, SealBroken, key_id_of, open_sealed, seal
from samfrid.adapters.sealing.ring import DataKey, KeyRing, new_data_key, unwrap, wrap
from samfrid.adapters.sealing.ring_file import (
    RingRefused,
    add_master_key,
    load_ring,
    make_ring,
    remove_master_key,
)

__all__ = [
    "DataKey",
    "KeyRing",
    "Place",
    "RingRefused",
    "SealBroken",
    "add_master_key",
    "blind_index",
    "key_id_of",
    "load_ring",
    "make_ring",
    "new_data_key",
    "normalised",
    "open_sealed",
    "remove_master_key",
    "seal",
    "unwrap",
    "wrap",
]
