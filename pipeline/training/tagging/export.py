"""The trained model → ONNX with weights in eight bits, and how often both give a word piece the same label."""

from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import numpy

from pipeline.training.tagging.fit import needed
from pipeline.training.tagging.labels import Window

OPSET = 17
SAMPLE = 32  # pieces of the input that the graph is traced with
INPUTS, OUTPUT = ["input_ids", "attention_mask"], "logits"


def export(model: Any, file: Path, windows: Sequence[Window]) -> float:
    """Write ``file``; returns the share of the pieces of ``windows`` whose label it gives as the model in 32 bits does.

    Raises ModelError where what is needed is not installed.
    """
    quantization = needed("onnxruntime.quantization")
    with TemporaryDirectory() as folder:
        full = Path(folder) / "full.onnx"
        _trace(model, full)
        quantization.quantize_dynamic(
            full, file, weight_type=quantization.QuantType.QInt8, per_channel=True, reduce_range=True
        )
        return agreement(full, file, windows)


def agreement(one: Path, other: Path, windows: Sequence[Window]) -> float:
    """The share of word pieces to which two ONNX models give the same label; 1 where there are no pieces."""
    runtime = needed("onnxruntime")
    sessions = [runtime.InferenceSession(str(f), providers=["CPUExecutionProvider"]) for f in (one, other)]
    same = total = 0
    for window in windows:
        ids = numpy.array([window.ids])
        given = dict(zip(INPUTS, (ids, numpy.ones_like(ids)), strict=True))
        first, second = (session.run(None, given)[0].argmax(-1) for session in sessions)
        same += int((first == second).sum())
        total += ids.size
    return same / total if total else 1.0


def _trace(model: Any, file: Path) -> None:
    """Write the model as it is, for texts of any number and length."""
    torch = needed("torch")
    needed("onnx")
    model.float().eval()
    model.config.return_dict = False  # a graph returns arrays, not records
    sample = torch.ones(1, SAMPLE, dtype=torch.long)
    free = {name: {0: "texts", 1: "pieces"} for name in (*INPUTS, OUTPUT)}
    torch.onnx.export(
        model,
        (sample, sample),
        file,
        input_names=INPUTS,
        output_names=[OUTPUT],
        dynamic_axes=free,
        opset_version=OPSET,
        dynamo=False,
    )
