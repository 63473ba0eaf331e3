//! A picture of the order board: a real PNG of a few hundred bytes, made without a library.

use super::records::path;
use crate::demo::{moment::Moment, seed::Chance};

const WIDTH: u32 = 24;
const HEIGHT: u32 = 14;

/// Bars of a colour that the seed picks, as if the board had orders on it.
pub fn screenshot(at: Moment, chance: &mut Chance) -> (String, Vec<u8>) {
    let (hue, mut pixels) = (chance.between(0, 255), Vec::new());
    for row in 0..HEIGHT {
        pixels.push(0); // no filter
        let length = if row % 3 == 0 { 0 } else { chance.between(4, WIDTH - 2) };
        for column in 0..WIDTH {
            let bar = u32::from(column < length);
            pixels.extend([hue * bar + 244 * (1 - bar), 140 * bar + 244 * (1 - bar), 200].map(|v| v as u8));
        }
    }
    let mut bytes = b"\x89PNG\r\n\x1a\n".to_vec();
    let mut header = Vec::new();
    header.extend(WIDTH.to_be_bytes());
    header.extend(HEIGHT.to_be_bytes());
    header.extend([8, 2, 0, 0, 0]); // 8 bits, RGB
    chunk(&mut bytes, b"IHDR", &header);
    chunk(&mut bytes, b"tEXt", format!("Creation Time\0{}", at.rfc3339()).as_bytes());
    chunk(&mut bytes, b"IDAT", &stored(&pixels));
    chunk(&mut bytes, b"IEND", &[]);
    (path("screenshots/staging", at, "order-board", "png"), bytes)
}

fn chunk(out: &mut Vec<u8>, name: &[u8; 4], content: &[u8]) {
    out.extend((content.len() as u32).to_be_bytes());
    let body = [name.as_slice(), content].concat();
    out.extend(&body);
    out.extend(crc32(&body).to_be_bytes());
}

/// A zlib stream with one stored block; its content must be under 65,536 bytes.
fn stored(content: &[u8]) -> Vec<u8> {
    let length = content.len() as u16;
    let mut out = vec![0x78, 0x01, 1];
    out.extend(length.to_le_bytes());
    out.extend((!length).to_le_bytes());
    out.extend(content);
    let (a, b) = content.iter().fold((1_u32, 0_u32), |(a, b), byte| {
        let a = (a + u32::from(*byte)) % 65_521;
        (a, (b + a) % 65_521)
    });
    out.extend((b << 16 | a).to_be_bytes());
    out
}

fn crc32(bytes: &[u8]) -> u32 {
    !bytes.iter().fold(u32::MAX, |crc, byte| {
        (0..8).fold(
            crc ^ u32::from(*byte),
            |crc, _| if crc & 1 == 1 { crc >> 1 ^ 0xEDB8_8320 } else { crc >> 1 },
        )
    })
}
