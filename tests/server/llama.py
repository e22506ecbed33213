"""A real llama.cpp server with a model made here: a byte-level bigram table written as a two-megabyte GGUF. Knows nothing, speaks the protocol.

Run as a program it serves: `python llama.py MODEL.gguf PORT`; `write_model(path)` makes the model; both need the extra `llm-test`.
"""

from __future__ import annotations

import itertools
import sys
import threading
from pathlib import Path

LEARNT = (
    '{"objective":"","rows":[{"key":"1","level2":"数量指标","task":"","name":"培训期数","comparator":"≥","value":"4","unit":"期","explanation":"",'
    '"basis":"","evidence":"","grounds":[{"kind":"description","ref":"","quote":"培训"}],"question":""}],"not_applicable":[],"questions":[]}'
)
"""What its bytes follow each other like."""
_BYTES, _SPECIAL, _WIDTH = 256, 3, 288


def write_model(path: Path) -> None:
    """One llama block of zeros, one-hot embeddings, and an output matrix that is the logarithm of smoothed byte-pair counts."""
    import gguf
    import numpy as np

    vocabulary = _SPECIAL + _BYTES
    counts = np.full((vocabulary, vocabulary), 1e-4, dtype=np.float32)
    tokens = [1, *(_SPECIAL + b for b in LEARNT.encode() * 3), 2]
    for a, b in itertools.pairwise(tokens):
        counts[a, b] += 1
    output = np.zeros((vocabulary, _WIDTH), dtype=np.float32)
    output[:, :vocabulary] = (np.log(counts / counts.sum(1, keepdims=True)) / np.sqrt(_WIDTH)).T
    embedding = np.zeros((vocabulary, _WIDTH), dtype=np.float32)
    embedding[:, :vocabulary] = np.eye(vocabulary, dtype=np.float32)

    w = gguf.GGUFWriter(str(path), "llama")
    w.add_context_length(16384)
    w.add_embedding_length(_WIDTH)
    w.add_block_count(1)
    w.add_feed_forward_length(64)
    w.add_head_count(4)
    w.add_head_count_kv(4)
    w.add_rope_dimension_count(_WIDTH // 4)
    w.add_layer_norm_rms_eps(1e-5)
    w.add_vocab_size(vocabulary)
    w.add_tokenizer_model("llama")
    w.add_token_list([b"<unk>", b"<s>", b"</s>", *(f"<0x{i:02X}>".encode() for i in range(_BYTES))])
    w.add_token_scores([0.0] * vocabulary)
    kinds = gguf.TokenType
    w.add_token_types([kinds.UNKNOWN, kinds.CONTROL, kinds.CONTROL, *[kinds.BYTE] * _BYTES])
    w.add_bos_token_id(1)
    w.add_eos_token_id(2)
    w.add_add_bos_token(True)
    w.add_add_space_prefix(False)
    w.add_chat_template("{% for m in messages %}{{ m['content'] }}\n{% endfor %}")
    w.add_tensor("token_embd.weight", embedding)
    w.add_tensor("output_norm.weight", np.ones(_WIDTH, dtype=np.float32))
    w.add_tensor("output.weight", output)
    w.add_tensor("blk.0.attn_norm.weight", np.ones(_WIDTH, dtype=np.float32))
    w.add_tensor("blk.0.ffn_norm.weight", np.ones(_WIDTH, dtype=np.float32))
    for name in ("attn_q", "attn_k", "attn_v", "attn_output"):
        w.add_tensor(f"blk.0.{name}.weight", np.zeros((_WIDTH, _WIDTH), dtype=np.float32))
    w.add_tensor("blk.0.ffn_gate.weight", np.zeros((64, _WIDTH), dtype=np.float32))
    w.add_tensor("blk.0.ffn_up.weight", np.zeros((64, _WIDTH), dtype=np.float32))
    w.add_tensor("blk.0.ffn_down.weight", np.zeros((_WIDTH, 64), dtype=np.float32))
    w.write_header_to_file()
    w.write_kv_data_to_file()
    w.write_tensors_to_file()
    w.close()


def serve(model: str, port: int) -> None:
    """Serve until killed; prints the address once it listens. Asks for the key “ours”."""
    import xllamacpp

    p = xllamacpp.CommonParams()
    p.model.path, p.port, p.n_ctx, p.n_parallel, p.offline, p.api_keys = model, port, 16384, 1, True, ["ours"]
    server = xllamacpp.Server(p)
    print(server.listening_address, flush=True)
    threading.Event().wait()


if __name__ == "__main__":
    serve(sys.argv[1], int(sys.argv[2]))
