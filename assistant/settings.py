"""Settings (设置): environment variables `JIXIAO_*`, or the same names in a `.env` beside the app. No variable of another product is read."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Literal

from pydantic import Field, ValidationError, field_validator
from pydantic_settings import BaseSettings, SettingsConfigDict

from assistant.domain.failures import BadInput


def data_folder() -> Path:
    """Where a user's data lives by default: the platform's place for it."""
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", str(Path.home()))) / "jixiao"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "jixiao"
    return Path(os.environ.get("XDG_DATA_HOME") or Path.home() / ".local" / "share") / "jixiao"


class Settings(BaseSettings):
    """All settings, by the names of the contract (JIXIAO_DATA, JIXIAO_MODEL_BASE_URL, …)."""

    model_config = SettingsConfigDict(env_prefix="JIXIAO_", env_file=".env", env_file_encoding="utf-8", extra="ignore", frozen=True)

    data: Path = Field(default_factory=data_folder)
    model_base_url: str | None = None
    model_name: str | None = None
    model_api_key: str | None = None
    model_timeout_s: float = Field(default=120, gt=0)
    drafter: Literal["offline", "model"] = "offline"
    chroma_url: str | None = None
    embedder: Literal["embedded", "openai", "fastembed", "sentence-transformers"] = "embedded"
    embedder_model: str | None = None
    embedder_base_url: str | None = None
    embedder_api_key: str | None = None
    database_url: str | None = None
    place: str | None = None
    checker: str | None = None
    checker_timeout_s: float = Field(default=30, gt=0)

    @field_validator(
        "model_base_url",
        "model_name",
        "model_api_key",
        "chroma_url",
        "embedder_model",
        "embedder_base_url",
        "embedder_api_key",
        "database_url",
        "place",
        "checker",
        mode="before",
    )
    @classmethod
    def _blank_is_unset(cls, value: object) -> object:
        return None if isinstance(value, str) and not value.strip() else value

    @property
    def model_configured(self) -> bool:
        return bool(self.model_base_url and self.model_name)

    @property
    def database(self) -> str:
        """The ledger's database: a file in the data folder unless JIXIAO_DATABASE_URL says otherwise."""
        return self.database_url or f"sqlite:///{(self.data / 'ledger.db').as_posix()}"


def settings_for(data: Path | None = None) -> Settings:
    """The settings, with the data folder given on the command line if one was. Raises BadInput naming every variable that is wrong."""
    try:
        return Settings(data=data) if data is not None else Settings()
    except ValidationError as e:
        wrong = "、".join(dict.fromkeys(f"JIXIAO_{str(error['loc'][0]).upper()}" for error in e.errors() if error["loc"]))
        raise BadInput(f"设置不对：{wrong}。", "请在环境变量或 .env 里改好，或去掉它们用默认值。") from e
