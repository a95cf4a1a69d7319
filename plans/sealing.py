"""Owns the signatures under checkpoints of the ledger: Ed25519, by a key that follows from CHECKPOINT_KEY."""

import hashlib
import json
from collections.abc import Iterable, Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from django.conf import settings

SIGNED_APART = "signature"


def sign(document: Mapping[str, Any]) -> dict[str, Any]:
    """The document with the public key it is signed by and its signature."""
    key = _private(settings.CHECKPOINT_KEYS[0])
    named = {**document, "key": _public(key)}
    return {**named, SIGNED_APART: key.sign(canonical(named).encode()).hex()}


def is_signed(document: Mapping[str, Any], keys: Iterable[str]) -> bool:
    """Whether a document carries a signature by one of these public keys."""
    unsigned = {name: content for name, content in document.items() if name != SIGNED_APART}
    if document.get("key") not in set(keys):
        return False
    try:
        key = Ed25519PublicKey.from_public_bytes(bytes.fromhex(document["key"]))
        key.verify(bytes.fromhex(document[SIGNED_APART]), canonical(unsigned).encode())
    except (InvalidSignature, ValueError, KeyError, TypeError):
        return False
    return True


def public_keys() -> list[str]:
    """The public key of the one in force, then of those it replaced, as hexadecimal digits."""
    return [_public(_private(key)) for key in settings.CHECKPOINT_KEYS]


def canonical(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(document: Any) -> str:
    """The SHA-256 of a signed document, by which the next one names it."""
    return hashlib.sha256(canonical(document).encode()).hexdigest()


def _private(key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(hashlib.sha256(b"checkpoints of the ledger:" + key.encode()).digest())


def _public(key: Ed25519PrivateKey) -> str:
    return key.public_key().public_bytes_raw().hex()
