"""Reading pictures: everything that people drop on a window."""

from __future__ import annotations

import contextlib
import io
import os
import struct
import threading
import warnings
import zlib
from typing import TYPE_CHECKING, Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from engine import images
from engine.dataset_file import open_dataset
from engine.errors import ImageError
from engine.images import IMAGE_SUFFIXES, fit, read_picture

if TYPE_CHECKING:
    from pathlib import Path

COLOUR = (4, 6, 3)
RANDOM = np.random.RandomState(1).randint(0, 256, COLOUR, np.uint8)
GREYS = np.array([[0, 1, 100], [128, 254, 255]])


def seen(path: Path, shape: tuple[int, int, int]) -> Any:
    return read_picture(path, shape).seen.pixels


def refused(path: Path, *words: str) -> None:
    with pytest.raises(ImageError) as caught:
        read_picture(path, COLOUR)
    message = str(caught.value)
    assert "\n" not in message
    for word in words:
        assert word in message


def png(image: Image.Image, **options: Any) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, "PNG", **options)
    return buffer.getvalue()


# What comes through


def test_a_training_image_comes_through_to_the_bit(
    course_data: Path, tmp_path: Path
) -> None:
    pixels = open_dataset(course_data).train.inputs[2]
    path = tmp_path / "exported.png"
    Image.fromarray(pixels).save(path)
    np.testing.assert_array_equal(seen(path, (64, 64, 3)), pixels)


def test_the_course_photo_is_squeezed_antialiased(course_data: Path) -> None:
    picture = read_picture(course_data / "my_image.jpg", (64, 64, 3))
    with Image.open(course_data / "my_image.jpg") as image:
        expected = image.resize((64, 64), Image.Resampling.BILINEAR)
    np.testing.assert_array_equal(picture.seen.pixels, np.asarray(expected))
    assert picture.seen.name == "my_image.jpg"
    assert picture.seen.label is None
    assert picture.original.shape == (121, 121, 3)


@pytest.mark.parametrize("suffix", IMAGE_SUFFIXES)
def test_every_suffix_opens(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"été 猫{suffix}"
    Image.new("1" if suffix == ".pbm" else "L", (6, 4), 255).save(path)
    np.testing.assert_array_equal(seen(path, COLOUR), 255)


def test_original_is_small_enough_to_show(tmp_path: Path) -> None:
    path = tmp_path / "wide.png"
    Image.new("RGB", (2000, 500)).save(path)
    picture = read_picture(path, COLOUR)
    assert picture.original.shape == (128, 512, 3)
    assert picture.seen.pixels.shape == COLOUR
    assert picture.original.flags.writeable


def test_a_strip_is_squeezed(tmp_path: Path) -> None:
    path = tmp_path / "strip.png"
    Image.new("RGB", (5000, 1), "red").save(path)
    assert (seen(path, COLOUR) == [255, 0, 0]).all()


@pytest.mark.parametrize("orientation", range(1, 9))
def test_pictures_stand_upright(tmp_path: Path, orientation: int) -> None:
    upright = Image.fromarray(RANDOM)
    undo = {
        1: None,
        2: Image.Transpose.FLIP_LEFT_RIGHT,
        3: Image.Transpose.ROTATE_180,
        4: Image.Transpose.FLIP_TOP_BOTTOM,
        5: Image.Transpose.TRANSPOSE,
        6: Image.Transpose.ROTATE_90,
        7: Image.Transpose.TRANSVERSE,
        8: Image.Transpose.ROTATE_270,
    }[orientation]
    exif = Image.Exif()
    exif[0x0112] = orientation
    stored = upright if undo is None else upright.transpose(undo)
    path = tmp_path / "turned.png"
    stored.save(path, exif=exif)
    np.testing.assert_array_equal(seen(path, COLOUR), RANDOM)


def test_a_broken_note_on_orientation_is_ignored(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "a.png"
    Image.fromarray(RANDOM).save(path)

    def fail(_: Image.Image) -> Any:
        raise struct.error("unpack requires a buffer of 2 bytes")

    monkeypatch.setattr(images.ImageOps, "exif_transpose", fail)
    np.testing.assert_array_equal(seen(path, COLOUR), RANDOM)


@pytest.mark.parametrize("mode", ["RGBA", "RGBa", "LA", "La"])
def test_transparent_is_white(mode: str) -> None:
    base = mode.upper()
    clear = Image.new(base, (6, 4), (0,) * len(base))
    image = clear.convert(mode) if mode != base else clear
    np.testing.assert_array_equal(fit(image, COLOUR), 255)


def test_half_transparent_is_mixed_with_white() -> None:
    image = Image.new("RGBA", (6, 4), (255, 0, 0, 51))
    np.testing.assert_array_equal(fit(image, COLOUR)[0, 0], [255, 204, 204])


@pytest.mark.parametrize("mode", ["P", "RGB", "L"])
def test_a_colour_that_stands_for_transparent(tmp_path: Path, mode: str) -> None:
    image = Image.new(mode, (6, 4), 0)
    path = tmp_path / "keyed.png"
    image.save(path, transparency=(0, 0, 0) if mode == "RGB" else 0)
    np.testing.assert_array_equal(seen(path, COLOUR), 255)


@pytest.mark.parametrize("mode", ["1", "L", "P", "RGB", "CMYK", "YCbCr", "HSV"])
def test_modes_of_eight_bits(mode: str) -> None:
    image = Image.new("RGB", (6, 4), "white").convert(mode)
    np.testing.assert_allclose(fit(image, COLOUR).astype(int), 255, atol=1)
    np.testing.assert_allclose(fit(image, (4, 6, 1)).astype(int), 255, atol=1)


def test_cmyk_photo(tmp_path: Path) -> None:
    path = tmp_path / "print.jpg"
    Image.new("CMYK", (6, 4), (0, 255, 255, 0)).save(path, quality=100)
    np.testing.assert_allclose(seen(path, COLOUR)[0, 0], [255, 0, 0], atol=3)


GREY_KINDS = [
    ((GREYS * 257).astype(np.uint16), GREYS),
    ((GREYS * 257).astype(np.int32), GREYS),
    ((GREYS * 65537).astype(np.int32), GREYS),
    ((GREYS / 255).astype(np.float32), GREYS),
    (GREYS.astype(np.float32), GREYS),
    ((GREYS * 1000 - 500).astype(np.float32), GREYS),
    (np.full((2, 3), -7, np.int32), np.zeros((2, 3))),
]


@pytest.mark.parametrize(("values", "expected"), GREY_KINDS)
def test_greys_of_any_range(tmp_path: Path, values: Any, expected: Any) -> None:
    path = tmp_path / "grey.tif"
    Image.fromarray(values).save(path)
    np.testing.assert_array_equal(seen(path, (2, 3, 1))[..., 0], expected)
    np.testing.assert_array_equal(seen(path, (2, 3, 3))[..., 2], expected)


def test_sixteen_bit_png(tmp_path: Path) -> None:
    path = tmp_path / "deep.png"
    Image.fromarray((GREYS * 257).astype(np.uint16)).save(path)
    np.testing.assert_array_equal(seen(path, (2, 3, 1))[..., 0], GREYS)


def test_one_channel_comes_through_to_the_bit(tmp_path: Path) -> None:
    path = tmp_path / "grey.png"
    Image.fromarray(RANDOM[..., 0]).save(path)
    np.testing.assert_array_equal(seen(path, (4, 6, 1)), RANDOM[..., :1])


@pytest.mark.parametrize("suffix", ["gif", "png", "webp", "tiff"])
def test_animations_show_their_first_frame(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"moves.{suffix}"
    frames = [Image.new("RGB", (6, 4), colour) for colour in ("red", "blue")]
    options = {"lossless": True} if suffix == "webp" else {}
    frames[0].save(path, save_all=True, append_images=frames[1:], **options)
    np.testing.assert_array_equal(seen(path, COLOUR)[0, 0], [255, 0, 0])


# What doesn't


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html>", "web page"),
        (b"version https://git-lfs.github.com/spec/v1\n", "Git LFS"),
        (b"just text", "not a picture"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n", "not a picture"),
        (b'<svg xmlns="http://www.w3.org/2000/svg"/>', "SVG"),
        (b'<?xml version="1.0"?>\n<!DOCTYPE svg>\n<svg/>', "SVG"),
        (b"<?xml version='1.0'?><note/>", "not a picture"),
        (b"\0\0\0\x18ftypheic\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x1cftypmif1\0\0\0\0mif1heic", "HEIC"),
        (b"\0\0\0\x1cftypavif\0\0\0\0avifmif1", "AVIF"),
        (b"\0\0\0\x0cJXL \r\n\x87\n", "JPEG XL"),
        (b"\xff\x0a\xfa", "JPEG XL"),
        (b"\0\0\0\x0cjP  \r\n\x87\n", "JPEG 2000"),
        (b"%PDF-1.7", "PDF"),
        (b"8BPS\0\1", "PSD"),
        (b"\x89PNG\r\n\x1a\n", "photo.jpg"),
        (b"\xff\xd8\xff\xe0", "photo.jpg"),
    ],
)
def test_files_that_are_something_else(
    tmp_path: Path, content: bytes, words: str
) -> None:
    path = tmp_path / "photo.jpg"
    path.write_bytes(content)
    refused(path, "photo.jpg", words)


def test_missing_and_folder(tmp_path: Path) -> None:
    refused(tmp_path / "nix.jpg", "nix.jpg")
    refused(tmp_path, "folder")


def test_no_permission(tmp_path: Path) -> None:
    path = tmp_path / "secret.png"
    path.write_bytes(png(Image.fromarray(RANDOM)))
    path.chmod(0)
    if os.access(path, os.R_OK):
        pytest.skip("this user may read everything")
    refused(path, "secret.png", "permission")


@pytest.mark.parametrize("suffix", ["png", "jpg", "webp", "gif", "tiff", "bmp"])
def test_truncated(tmp_path: Path, suffix: str) -> None:
    path = tmp_path / f"cut.{suffix}"
    noise = np.random.RandomState(1).randint(0, 256, (64, 64, 3), np.uint8)
    Image.fromarray(noise).save(path)
    path.write_bytes(path.read_bytes()[:600])
    refused(path, f"cut.{suffix}")


def giant(width: int, height: int) -> bytes:
    """Return a PNG that only says how large it is."""
    header = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    chunk = b"IHDR" + header
    check = struct.pack(">I", zlib.crc32(chunk))
    data = struct.pack(">I", 10) + b"IDAT" + bytes(14)
    return b"\x89PNG\r\n\x1a\n" + struct.pack(">I", 13) + chunk + check + data


@pytest.mark.parametrize(
    "size", [(9001, 9000), (10_000, 10_000), (20_000, 20_000), (2**30, 2**30)]
)
def test_bombs(tmp_path: Path, size: tuple[int, int]) -> None:
    path = tmp_path / "bomb.png"
    path.write_bytes(giant(*size))
    refused(path, "bomb.png", "80,000,000")
    assert Image.MAX_IMAGE_PIXELS is not None
    assert Image.MAX_IMAGE_PIXELS > images.MAX_PIXELS


def test_not_enough_memory(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(Image.fromarray(RANDOM)))

    def fail(*_: object) -> None:
        raise MemoryError

    monkeypatch.setattr(images, "fit", fail)
    refused(path, "a.png", "memory")


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_values_that_are_no_numbers(tmp_path: Path, value: float) -> None:
    path = tmp_path / "nan.tif"
    Image.fromarray(np.full((4, 6), value, np.float32)).save(path)
    refused(path, "nan.tif")


def test_many_threads_leave_the_warning_filters_usable(tmp_path: Path) -> None:
    path = tmp_path / "a.png"
    path.write_bytes(png(Image.fromarray(RANDOM)))
    results: list[Any] = []

    def read() -> None:
        for _ in range(20):
            results.append(seen(path, COLOUR))

    with warnings.catch_warnings():
        threads = [threading.Thread(target=read) for _ in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
    assert len(results) == 80
    for pixels in results:
        np.testing.assert_array_equal(pixels, RANDOM)


# Anything at all


def encoded(suffix: str) -> bytes:
    buffer = io.BytesIO()
    Image.fromarray(RANDOM).save(buffer, suffix)
    return buffer.getvalue()


VALID = [encoded(name) for name in images.FORMATS]


@settings(max_examples=300, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(data=st.data())
def test_mutated_pictures_open_or_are_refused(
    tmp_path: Path, data: st.DataObject
) -> None:
    content = bytearray(data.draw(st.sampled_from(VALID)))
    places = st.integers(0, len(content) - 1)
    edits = st.lists(st.tuples(places, st.integers(0, 255)), min_size=1, max_size=8)
    for place, value in data.draw(edits):
        content[place] = value
    path = tmp_path / "mutated.jpg"
    path.write_bytes(content)
    with contextlib.suppress(ImageError):
        assert seen(path, COLOUR).shape == COLOUR


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=st.binary(max_size=500), start=st.sampled_from([b"", *VALID]))
def test_random_bytes_open_or_are_refused(
    tmp_path: Path, content: bytes, start: bytes
) -> None:
    path = tmp_path / "random.png"
    path.write_bytes(start[:20] + content)
    with contextlib.suppress(ImageError):
        read_picture(path, COLOUR)
