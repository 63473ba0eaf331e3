//! The drawing library's paper: writes SVG with classes instead of colours, in tenths of a unit.

use super::ink::Ink;
use crate::render::xml::escape;
use plotters_backend::{
    BackendColor, BackendCoord, BackendStyle, BackendTextStyle, DrawingBackend, DrawingErrorKind,
    text_anchor::{HPos, VPos},
};
use std::convert::Infallible;
use std::fmt::Write as _;

/// Units of the drawing library in a unit of the view box: coordinates are whole numbers there, and tenths here.
pub(super) const TENTHS: i32 = 10;
/// The view box: so narrow that its text can still be read on a screen 360 pixels wide.
pub(super) const WIDTH: i32 = 480;
/// The view box.
pub(super) const HEIGHT: i32 = 260;
/// The font size in the view box for which there is room: 12 pixels on a screen 360 pixels wide. A style sheet makes it smaller on wider
/// screens, where the view box is enlarged.
pub(super) const FONT: i32 = 18;

type Drawn = Result<(), DrawingErrorKind<Infallible>>;

/// Shapes that follow each other in one ink become one path, which keeps the markup small.
pub(super) struct Canvas<'a> {
    out: &'a mut String,
    open: Option<(bool, (u8, u8, u8))>,
}

impl<'a> Canvas<'a> {
    pub(super) fn new(out: &'a mut String) -> Self {
        Self { out, open: None }
    }

    fn begin(&mut self, filled: bool, colour: BackendColor) {
        if self.open == Some((filled, colour.rgb)) {
            return;
        }
        self.close();
        let (class, dash) = Ink::of_colour(colour.rgb);
        let shape = if filled { "c-mark" } else { "c-line" };
        let _ = write!(self.out, "<path class=\"{shape} {class}\"");
        if !filled {
            self.out.push_str(" fill=\"none\"");
            if !dash.is_empty() {
                let _ = write!(self.out, " stroke-dasharray=\"{dash}\"");
            }
        }
        self.out.push_str(" d=\"");
        self.open = Some((filled, colour.rgb));
    }

    fn close(&mut self) {
        if self.open.take().is_some() {
            self.out.push_str("\"/>");
        }
    }

    fn number(&mut self, tenths: i32) {
        let sign = if tenths < 0 { "-" } else { "" };
        let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
        let _ = if rest == 0 {
            write!(self.out, "{sign}{whole}")
        } else {
            write!(self.out, "{sign}{whole}.{rest}")
        };
    }

    fn point(&mut self, command: char, (x, y): BackendCoord) {
        self.out.push(command);
        self.number(x);
        self.out.push(' ');
        self.number(y);
    }

    fn outline(&mut self, path: impl IntoIterator<Item = BackendCoord>) {
        for (at, point) in path.into_iter().enumerate() {
            self.point(if at == 0 { 'M' } else { 'L' }, point);
        }
    }
}

impl DrawingBackend for Canvas<'_> {
    type ErrorType = Infallible;

    fn get_size(&self) -> (u32, u32) {
        ((WIDTH * TENTHS).unsigned_abs(), (HEIGHT * TENTHS).unsigned_abs())
    }

    fn ensure_prepared(&mut self) -> Drawn {
        Ok(())
    }

    fn present(&mut self) -> Drawn {
        self.close();
        Ok(())
    }

    fn draw_pixel(&mut self, (x, y): BackendCoord, colour: BackendColor) -> Drawn {
        self.begin(true, colour);
        self.outline([(x, y), (x + TENTHS, y), (x + TENTHS, y + TENTHS), (x, y + TENTHS)]);
        self.out.push('Z');
        Ok(())
    }

    fn draw_line<S: BackendStyle>(&mut self, from: BackendCoord, to: BackendCoord, style: &S) -> Drawn {
        self.draw_path([from, to], style)
    }

    fn draw_rect<S: BackendStyle>(
        &mut self,
        (left, top): BackendCoord,
        (right, bottom): BackendCoord,
        style: &S,
        fill: bool,
    ) -> Drawn {
        self.begin(fill, style.color());
        self.outline([(left, top), (right, top), (right, bottom), (left, bottom)]);
        self.out.push('Z');
        Ok(())
    }

    fn draw_path<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        path: I,
        style: &S,
    ) -> Drawn {
        self.begin(false, style.color());
        self.outline(path);
        Ok(())
    }

    fn draw_circle<S: BackendStyle>(
        &mut self,
        (x, y): BackendCoord,
        radius: u32,
        style: &S,
        fill: bool,
    ) -> Drawn {
        let radius = i32::try_from(radius).unwrap_or(0);
        self.begin(fill, style.color());
        self.point('M', (x - radius, y));
        for dx in [2 * radius, -2 * radius] {
            self.point('a', (radius, radius));
            self.out.push_str(" 0 1 0 ");
            self.number(dx);
            self.out.push_str(" 0");
        }
        self.out.push('Z');
        Ok(())
    }

    fn fill_polygon<S: BackendStyle, I: IntoIterator<Item = BackendCoord>>(
        &mut self,
        corners: I,
        style: &S,
    ) -> Drawn {
        self.begin(true, style.color());
        self.outline(corners);
        self.out.push('Z');
        Ok(())
    }

    fn draw_text<S: BackendTextStyle>(&mut self, text: &str, style: &S, (x, y): BackendCoord) -> Drawn {
        self.close();
        let (class, _) = Ink::of_colour(style.color().rgb);
        let anchor = match style.anchor().h_pos {
            HPos::Left => "",
            HPos::Center => " text-anchor=\"middle\"",
            HPos::Right => " text-anchor=\"end\"",
        };
        // Browsers disagree on dominant-baseline, so the base line is moved, by the font's own size: capitals are 0.7 of it high.
        let down = match style.anchor().v_pos {
            VPos::Top => " dy=\".8em\"",
            VPos::Center => " dy=\".35em\"",
            VPos::Bottom => "",
        };
        let both = if class == "c-text" { "c-text".to_owned() } else { format!("c-text {class}") };
        let _ = write!(self.out, "<text class=\"{both}\"{anchor}{down} x=\"");
        self.number(x);
        self.out.push_str("\" y=\"");
        self.number(y);
        self.out.push_str("\">");
        self.out.push_str(&escape(text));
        self.out.push_str("</text>");
        Ok(())
    }

    fn estimate_text_size<S: BackendTextStyle>(
        &self,
        text: &str,
        _style: &S,
    ) -> Result<(u32, u32), DrawingErrorKind<Infallible>> {
        Ok((width_of(text).unsigned_abs(), (FONT * TENTHS).unsigned_abs()))
    }
}

/// About how wide a text is, in tenths: 0.61 of the font size a character, as digits of wide fonts are.
pub(super) fn width_of(text: &str) -> i32 {
    i32::try_from(text.chars().count()).unwrap_or(i32::MAX / 128).saturating_mul(FONT * TENTHS * 61 / 100)
}
