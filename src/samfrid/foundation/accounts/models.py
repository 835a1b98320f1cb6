"""Accounts of those who sign in. What a person may do stands in the memberships of the organisations."""

from __future__ import annotations

import uuid
from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.db import models

from samfrid.domain import privacy


class UserManager(BaseUserManager["User"]):
    """Creates accounts by their address."""

    def create_user(self, email: str, password: str | None = None, **fields: Any) -> User:
        """Create an account; without a password it can't sign in until one is set."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """One person who signs in. Holds no role: roles live in memberships."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    email = models.EmailField(unique=True)
    name = models.CharField(max_length=120)
    is_active = models.BooleanField(default=True)
    created_at = models.DateTimeField(auto_now_add=True)

    USERNAME_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]
    objects = UserManager()

    class Privacy:
        id = privacy.STAFF
        email = privacy.STAFF
        name = privacy.STAFF
        is_active = privacy.STAFF
        created_at = privacy.STAFF
        password = privacy.SECRET
        last_login = privacy.STAFF

    def __str__(self) -> str:
        return self.name


class PasswordLink(models.Model):
    """A link by which one person may set a password, once. Gone when used or replaced."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="+")
    hash = models.CharField(max_length=64, unique=True)
    made_at = models.DateTimeField()
    ends_at = models.DateTimeField()

    class Privacy:
        id = privacy.INTERNAL
        user = privacy.STAFF
        hash = privacy.SECRET
        made_at = privacy.STAFF
        ends_at = privacy.STAFF
