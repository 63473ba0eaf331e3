//! An image without what is no picture: EXIF, XMP, IPTC, profiles, comments, thumbnails, unknown parts, and whatever stands behind its end.
//!
//! Only parts that a browser needs to draw it are taken over. An image that is broken or cut gives nothing.

use crate::read::files::image::format;

/// What PNG and APNG are drawn from.
const PNG: [&[u8]; 14] = [
    b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"gAMA", b"cHRM", b"sRGB", b"sBIT", b"bKGD", b"pHYs",
    b"acTL", b"fcTL", b"fdAT",
];
/// What WebP is drawn from.
const WEBP: [&[u8]; 6] = [b"VP8 ", b"VP8L", b"VP8X", b"ALPH", b"ANIM", b"ANMF"];
/// The bits of `VP8X` that say that there are a profile, EXIF and XMP.
const WEBP_EXTRAS: u8 = 0b0010_1100;

/// The picture alone; `None` where the bytes are no whole PNG, JPEG, GIF or WebP.
pub fn picture(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut rest = bytes;
    match format(bytes)? {
        "png" => png(&mut rest),
        "jpeg" => jpeg(&mut rest),
        "gif" => gif(&mut rest),
        "webp" => webp(&mut rest),
        _ => None,
    }
}

/// The next bytes of a picture, if there are so many.
fn take<'b>(rest: &mut &'b [u8], length: usize) -> Option<&'b [u8]> {
    let (head, tail) = rest.split_at_checked(length)?;
    *rest = tail;
    Some(head)
}

fn byte(rest: &mut &[u8]) -> Option<u8> {
    take(rest, 1)?.first().copied()
}

fn png(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let mut out = take(rest, 8)?.to_vec();
    loop {
        let length = *rest.first_chunk::<4>()?;
        let chunk = take(rest, 12 + usize::try_from(u32::from_be_bytes(length)).ok()?)?;
        let kind = chunk.get(4..8)?;
        if PNG.contains(&kind) {
            out.extend_from_slice(chunk);
        }
        if kind == b"IEND" {
            return Some(out);
        }
    }
}

fn jpeg(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let mut out = take(rest, 2)?.to_vec();
    loop {
        if byte(rest)? != 0xFF {
            return None;
        }
        let marker = std::iter::from_fn(|| byte(rest)).find(|byte| *byte != 0xFF)?;
        out.extend([0xFF, marker]);
        if marker == 0xD9 {
            return Some(out);
        }
        let length = usize::from(u16::from_be_bytes(*rest.first_chunk()?));
        let segment = take(rest, length)?;
        // Adobe's segment says how the colours are coded; nothing else of the applications and no comment is drawn.
        let adobe = marker == 0xEE && length == 14 && segment.get(2..7) == Some(b"Adobe");
        if matches!(marker, 0xC0..=0xCF | 0xDA..=0xDF) || adobe {
            out.extend_from_slice(segment);
        } else {
            out.truncate(out.len() - 2);
        }
        if marker == 0xDA {
            let coded = rest.windows(2).position(
                |pair| matches!(pair, [0xFF, next] if *next != 0 && !(0xD0..=0xD7).contains(next)),
            )?;
            out.extend_from_slice(take(rest, coded)?);
        }
    }
}

fn gif(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let mut out = take(rest, 13)?.to_vec();
    out.extend_from_slice(take(rest, palette(*out.get(10)?))?);
    loop {
        let start = *rest;
        match byte(rest)? {
            0x3B => {
                out.push(0x3B);
                return Some(out);
            }
            0x2C => {
                let flags = *take(rest, 9)?.last()?;
                take(rest, palette(flags) + 1)?;
                blocks(rest)?;
                out.extend_from_slice(start.get(..start.len() - rest.len())?);
            }
            0x21 => {
                byte(rest)?;
                blocks(rest)?;
                // How long a frame stands, and how often the frames are repeated; both have one length only.
                let extension = start.get(..start.len() - rest.len())?;
                let timing = extension.starts_with(&[0x21, 0xF9, 4]) && extension.len() == 8;
                let repeats =
                    extension.starts_with(b"\x21\xFF\x0BNETSCAPE2.0\x03\x01") && extension.len() == 19;
                if timing || repeats {
                    out.extend_from_slice(extension);
                }
            }
            _ => return None,
        }
    }
}

/// The bytes of a table of colours, by the flags in front of it.
fn palette(flags: u8) -> usize {
    if flags & 0x80 == 0 { 0 } else { 3 << ((flags & 7) + 1) }
}

/// Passes over blocks with their lengths in front, up to the empty one.
fn blocks(rest: &mut &[u8]) -> Option<()> {
    loop {
        let length = byte(rest)?;
        take(rest, usize::from(length))?;
        if length == 0 {
            return Some(());
        }
    }
}

fn webp(rest: &mut &[u8]) -> Option<Vec<u8>> {
    let size = take(rest, 12)?.get(4..8)?.first_chunk::<4>()?;
    let size = usize::try_from(u32::from_le_bytes(*size)).ok()?;
    *rest = rest.get(..size.checked_sub(4)?)?;
    let mut out = b"RIFF\0\0\0\0WEBP".to_vec();
    while !rest.is_empty() {
        let length = rest.get(4..8)?.first_chunk::<4>()?;
        let length = usize::try_from(u32::from_le_bytes(*length)).ok()?;
        let chunk = take(rest, 8 + length + length % 2)?;
        let kind = chunk.get(..4)?;
        if WEBP.contains(&kind) {
            out.extend_from_slice(chunk);
        }
        if kind == b"VP8X" {
            let flags = out.len() - chunk.len() + 8;
            out.get_mut(flags).into_iter().for_each(|flags| *flags &= !WEBP_EXTRAS);
        }
    }
    let size = u32::try_from(out.len() - 8).ok()?.to_le_bytes();
    out.get_mut(4..8)?.copy_from_slice(&size);
    Some(out)
}
