"""向量 (embedding) from any OpenAI-compatible endpoint, through LangChain's `OpenAIEmbeddings`."""

from __future__ import annotations

from assistant.domain.failures import BadInput, ModelUnavailable

_TIMEOUT_S = 30.0


class EndpointEmbedder:
    """Asks `base_url` for vectors of `model`. Nothing is sent before the first text is embedded. ModelUnavailable where it does not answer."""

    local = False

    def __init__(self, model: str | None, base_url: str | None, api_key: str | None = None) -> None:
        if not model or not base_url:
            raise BadInput(
                "用接口做向量，需要知道接口地址和模型名。",
                "请设置 JIXIAO_EMBEDDER_BASE_URL 和 JIXIAO_EMBEDDER_MODEL，或把 JIXIAO_EMBEDDER 设回 embedded。",
                ["settings.embedder_base_url", "settings.embedder_model"],
            )
        self._model, self._base_url = model, base_url
        # langchain_openai takes a second to import: only where an endpoint is asked for.
        from langchain_openai import OpenAIEmbeddings
        from pydantic import SecretStr

        self._embeddings = OpenAIEmbeddings(
            model=model,
            openai_api_base=base_url,
            # A local server wants no key, the client insists on one; no variable of another product is read.
            openai_api_key=SecretStr(api_key or "none"),
            request_timeout=_TIMEOUT_S,
            max_retries=1,
            # Off: otherwise texts are cut into token numbers by a tokenizer that is downloaded, and compatible servers refuse them.
            check_embedding_ctx_length=False,
        )

    @property
    def fingerprint(self) -> str:
        return f"openai-{self._model}@{self._base_url}"

    def embed_documents(self, texts: list[str]) -> list[list[float]]:
        from openai import OpenAIError

        try:
            return self._embeddings.embed_documents(texts)
        except OpenAIError as problem:
            raise ModelUnavailable(
                f"向量接口 {self._base_url} 没有给出结果（{type(problem).__name__}）。", "请检查接口是否开着，或把 JIXIAO_EMBEDDER 设回 embedded。"
            ) from problem

    def embed_query(self, text: str) -> list[float]:
        return self.embed_documents([text])[0]
