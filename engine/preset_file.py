"""Presets as small JSON files, to keep and to share."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NoReturn

import numpy as np

from engine.atomic_file import replace_file
from engine.built_in import Recipe
from engine.config import config_from_json, config_to_json
from engine.datasets import InputKind
from engine.errors import EngineError, PresetError
from engine.file_checks import first_bytes, printable, shown, unreadable
from engine.lesson import PARTS
from engine.parameters import Parameters
from engine.preset import DataFacts, Preset, PresetGroup
from engine.spec import NetworkSpec, spec_from_json, to_json

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from engine.arrays import Array

SUFFIX = ".json"
FORMAT = "layerlab-preset"
VERSION = 1
MAX_BYTES = 1_000_000
MAX_WEIGHTS = 10_000
MAX_TEXT = 2_000
"""Characters of a name or a note that are read."""

_BROKEN = "{file} is a broken preset: {reason}. Ask for it again, or save it anew."


class _BrokenError(Exception):
    """A part of a file that isn't what it should be; says which."""


def save_preset(path: Path, preset: Preset) -> None:
    """Write a preset to a file, whole or not at all.

    Parameters
    ----------
    path : Path
        The file; what it held is replaced.
    preset : Preset
        What to write. Of more than 10,000 weights none is.

    Raises
    ------
    PresetError
        If it can't be written.
    """
    text = json.dumps(preset_to_json(preset), ensure_ascii=False, indent=1)
    replace_file(path, text.encode(errors="replace"), PresetError)


def preset_to_json(preset: Preset) -> dict[str, Any]:
    """Return a preset as plain data for JSON."""
    data: dict[str, Any] = {
        "format": FORMAT,
        "version": VERSION,
        "name": preset.label,
        "note": preset.hint,
        "network": to_json(preset.spec),
        "training": config_to_json(preset.config),
        "data": _data_to_json(preset),
    }
    if preset.free is not None:
        data["free"] = [part.name for part in PARTS if part.name in preset.free]
    weights = preset.weights
    if weights is not None and preset.spec.parameter_count <= MAX_WEIGHTS:
        named = weights.as_dict().items()
        data["weights"] = {name: array.tolist() for name, array in named}
    return data


def _data_to_json(preset: Preset) -> dict[str, Any]:
    facts, recipe = preset.facts, preset.recipe
    return {
        "inputs": preset.spec.layer_dims[0],
        "name": facts.name if facts else None,
        "classes": list(facts.class_names) if facts else None,
        "kind": preset.kind.value if preset.kind else None,
        "built_in": recipe.name if recipe else None,
        "noise": recipe.noise if recipe else None,
        "size": recipe.size if recipe else None,
    }


def open_preset(path: Path) -> Preset:
    """Read a preset.

    Parameters
    ----------
    path : Path
        Its file.

    Raises
    ------
    PresetError
        If it is no preset, broken, too large, or newer than this program.
    """
    first_bytes(path, PresetError)
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError as fault:
        raise unreadable(path, fault, PresetError) from fault
    if len(content) > MAX_BYTES:
        raise PresetError(
            "{file} is too large for a preset, more than {most:,} bytes. Choose a "
            "preset's file.",
            file=shown(path),
            most=MAX_BYTES,
        )
    return _read(path, _parsed(path, content))


def _parsed(path: Path, content: bytes) -> dict[str, Any]:
    try:
        data = json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as fault:
        raise PresetError(
            "{file} is no preset, or a part of it is missing: it can't be read as "
            "JSON. Ask for it again, or save it anew.",
            file=shown(path),
        ) from fault
    if not isinstance(data, dict) or data.get("format") != FORMAT:
        raise PresetError(
            "{file} is not a preset of LayerLab. Choose a file that “Save preset” "
            "wrote.",
            file=shown(path),
        )
    return data


def _no_number(text: str) -> NoReturn:
    raise ValueError(text)


def _read(path: Path, data: dict[str, Any]) -> Preset:
    version = data.get("version")
    if isinstance(version, int) and version > VERSION:
        raise PresetError(
            "{file} was saved by a newer LayerLab, as version {version}; this one "
            "reads up to {known}. Update LayerLab to open it.",
            file=shown(path),
            version=version,
            known=VERSION,
        )
    try:
        if version != VERSION or isinstance(version, bool):
            raise _BrokenError("its version is none")
        return preset_from_json(data, printable(path.stem))
    except EngineError as error:
        reason = str(error).rstrip(".")
        raise PresetError(_BROKEN, file=shown(path), reason=reason) from error
    except _BrokenError as error:
        raise PresetError(_BROKEN, file=shown(path), reason=str(error)) from error
    except (TypeError, ValueError, OverflowError) as error:
        reason = "a value is of the wrong kind"
        raise PresetError(_BROKEN, file=shown(path), reason=reason) from error


def preset_from_json(data: Mapping[str, Any], name: str) -> Preset:
    """Return the preset that `preset_to_json` wrote; ``name`` is that of its file."""
    spec = spec_from_json(_mapping(data, "network"))
    facts = _mapping(data, "data")
    if facts.get("inputs") != spec.layer_dims[0]:
        raise _BrokenError("its network and its data have different inputs")
    return Preset(
        name,
        _text(data, "name") or name,
        _lines(data, "note"),
        PresetGroup.OWN,
        spec,
        config_from_json(_mapping(data, "training")),
        _recipe(facts),
        _weights(data, spec),
        _kind(facts),
        _facts(facts, spec),
        _free(data),
    )


def _mapping(data: Mapping[str, Any], key: str) -> dict[str, Any]:
    value = data.get(key)
    if not isinstance(value, dict):
        raise _BrokenError(f"“{key}” is missing")
    return value


def _text(data: Mapping[str, Any], key: str) -> str:
    return printable(_written(data, key))[:MAX_TEXT]


def _lines(data: Mapping[str, Any], key: str) -> str:
    """Return a text with its lines, but for empty ones."""
    lines = map(printable, _written(data, key).splitlines())
    return "\n".join(filter(None, lines))[:MAX_TEXT]


def _written(data: Mapping[str, Any], key: str) -> str:
    value = data.get(key)
    if not isinstance(value, str):
        raise _BrokenError(f"“{key}” is missing")
    return value


def _free(data: Mapping[str, Any]) -> frozenset[str] | None:
    names = data.get("free")
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _BrokenError("what is free in its lesson is described wrongly")
    return frozenset(PARTS[name].name for name in names)


def _recipe(data: Mapping[str, Any]) -> Recipe | None:
    name, noise, size = (data.get(key) for key in ("built_in", "noise", "size"))
    if name is None:
        return None
    numbers = _is_number(noise, int | float) and _is_number(size, int)
    if not isinstance(name, str) or not numbers:
        raise _BrokenError("its data are described wrongly")
    recipe = Recipe(name, noise, size)
    # Refused here, before anything of it is used; pictures would be read from disk.
    recipe.check()
    return recipe


def _is_number(value: object, types: Any) -> bool:
    is_one = isinstance(value, types) and not isinstance(value, bool)
    return value is None or is_one


def _kind(data: Mapping[str, Any]) -> InputKind | None:
    kind = data.get("kind")
    if kind is None:
        return None
    if kind not in [known.value for known in InputKind]:
        raise _BrokenError("its kind of data is unknown")
    return InputKind(kind)


def _facts(data: Mapping[str, Any], spec: NetworkSpec) -> DataFacts | None:
    names = data.get("classes")
    if names is None:
        return None
    if not isinstance(names, list) or not all(isinstance(name, str) for name in names):
        raise _BrokenError("its classes are described wrongly")
    outputs = spec.layer_dims[-1]
    if spec.output != "linear" and len(names) != (2 if outputs == 1 else outputs):
        raise _BrokenError("its network answers for another number of classes")
    return DataFacts(_text(data, "name"), tuple(names))


def _weights(data: Mapping[str, Any], spec: NetworkSpec) -> Parameters | None:
    if data.get("weights") is None:
        return None
    named = _mapping(data, "weights")
    if spec.parameter_count > MAX_WEIGHTS:
        raise _BrokenError(f"it has more than {MAX_WEIGHTS:,} weights")
    arrays: dict[str, Array] = {}
    for shapes in spec.shapes(1):
        layer = shapes.layer
        arrays[f"W{layer}"] = _array(named, f"W{layer}", shapes.W)
        arrays[f"b{layer}"] = _array(named, f"b{layer}", shapes.b)
    return Parameters.from_dict(arrays).frozen()


def _array(named: Mapping[str, Any], key: str, shape: tuple[int, int]) -> Array:
    try:
        array = np.array(named.get(key), dtype=np.float64)
    except (TypeError, ValueError, OverflowError) as fault:
        raise _BrokenError(f"its weights {key} are no numbers") from fault
    if array.shape != shape or not np.isfinite(array).all():
        raise _BrokenError(f"its weights {key} don't fit its network")
    return array
