"""What went wrong at a model server, in words a clerk can act on: one table from the symptom to the sentence and the remedy.

A symptom is the HTTP status, or a word for what has none: timeout, unreachable, broken (the line broke), foreign (something answers that is no
model server), too_long, cut, refused, empty.
"""

from __future__ import annotations

from assistant.domain.failures import AssistantFailure, ModelUnavailable, UnusableAnswer
from assistant.model_loop import OFFLINE_REMEDY

TABLE: dict[str, tuple[type[AssistantFailure], str, str]] = {
    "unset": (ModelUnavailable, "还没有设置模型服务。", "请设置 JIXIAO_MODEL_BASE_URL 和 JIXIAO_MODEL_NAME。"),
    "401": (ModelUnavailable, "模型服务不认这个密钥。", "请核对 JIXIAO_MODEL_API_KEY。"),
    "403": (ModelUnavailable, "这个密钥无权使用该模型。", "请核对 JIXIAO_MODEL_API_KEY 的权限，或换一个 JIXIAO_MODEL_NAME。"),
    "404": (ModelUnavailable, "模型服务上没有这个地址或这个模型。", "请核对 JIXIAO_MODEL_BASE_URL（一般以 /v1 结尾）和 JIXIAO_MODEL_NAME。"),
    "400": (ModelUnavailable, "模型服务不接受这个请求。", "请核对 JIXIAO_MODEL_NAME 是否为对话模型，并查看模型服务的日志。"),
    "407": (ModelUnavailable, "到模型服务的路上有代理要求认证。", "本程序不走系统代理，请在 JIXIAO_MODEL_BASE_URL 填写能直接访问的地址。"),
    "413": (ModelUnavailable, "材料超过模型服务允许的长度。", "请缩短描述，或换一个上下文更长的模型。"),
    "too_long": (ModelUnavailable, "材料超过这个模型能读的长度。", "请缩短描述，或换一个上下文更长的模型。"),
    "429": (ModelUnavailable, "模型服务正忙或额度已用完。", "请稍后再试，或向服务方核对额度。"),
    "5xx": (ModelUnavailable, "模型服务自身出错。", "请稍后再试，或查看模型服务的日志。"),
    "timeout": (ModelUnavailable, "模型服务在规定时间内没有答完。", "请稍后再试，或用 JIXIAO_MODEL_TIMEOUT_S 放宽等待时间。"),
    "unreachable": (ModelUnavailable, "连不上模型服务。", "请确认服务已启动、JIXIAO_MODEL_BASE_URL 填写正确且网络可达。"),
    "broken": (ModelUnavailable, "与模型服务的连接中途断开。", "请再试一次；若总是如此，请查看模型服务的日志。"),
    "foreign": (
        ModelUnavailable,
        "这个地址上答话的不是模型服务。",
        "请核对 JIXIAO_MODEL_BASE_URL（一般以 /v1 结尾），登录页和网关页面不是模型服务。",
    ),
    "cut": (UnusableAnswer, "回答太长，没有说完就被截断。", "请放宽模型服务的输出长度，或缩短描述。"),
    "refused": (UnusableAnswer, "模型拒绝回答。", "请检查描述中是否有不宜外发的内容，或换一个模型。"),
    "empty": (UnusableAnswer, "模型没有给出内容。", "请再试一次，或换一个模型。"),
}


def failure(symptom: str, *, detail: str = "", answer: str = "") -> AssistantFailure:
    """The failure a symptom means. `detail`: what the server itself said, shortened; `answer`: the raw text where there is some."""
    known = symptom if symptom in TABLE else "5xx" if symptom.startswith("5") else "400"
    kind, message, remedy = TABLE[known]
    said = " ".join(detail.split())[:200]
    message = f"{message}（{said}）" if said else message
    if kind is UnusableAnswer:
        return UnusableAnswer(message, remedy + OFFLINE_REMEDY, answer=answer)
    return kind(message, remedy + OFFLINE_REMEDY)
