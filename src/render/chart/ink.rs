//! Inks: what a line means. The drawing library knows only colours, so an ink travels through it as the blue of a private palette.

use plotters::style::RGBColor;

/// What is drawn; its class and its dash.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    Grid,
    Axis,
    Text,
    P50,
    P95,
    Max,
    Mock,
    Live,
    Other,
    Claimed,
    Proven,
    Items,
    A,
    B,
    C,
    D,
    E,
    Budget,
    Marker,
    Failure,
}

/// Ink, class, dash. The place in this list is the ink's colour.
const PALETTE: [(Ink, &str, &str); 20] = [
    (Ink::Grid, "c-grid", ""),
    (Ink::Axis, "c-axis", ""),
    (Ink::Text, "c-text", ""),
    (Ink::P50, "c-p50", ""),
    (Ink::P95, "c-p95", "8 3"),
    (Ink::Max, "c-max", "2 3"),
    (Ink::Mock, "c-mock", ""),
    (Ink::Live, "c-live", "8 3"),
    (Ink::Other, "c-other", "3 3"),
    (Ink::Claimed, "c-claimed", "8 3"),
    (Ink::Proven, "c-proven", ""),
    (Ink::Items, "c-items", "2 3"),
    (Ink::A, "c-a", ""),
    (Ink::B, "c-b", "8 3"),
    (Ink::C, "c-c", "3 3"),
    (Ink::D, "c-d", "10 3 2 3"),
    (Ink::E, "c-e", "1 3"),
    (Ink::Budget, "c-budget", "6 4"),
    (Ink::Marker, "c-marker", ""),
    (Ink::Failure, "c-failure", ""),
];

impl Ink {
    /// The colour that stands for it on its way through the drawing library.
    pub(super) fn colour(self) -> RGBColor {
        let place = PALETTE.iter().position(|(ink, _, _)| *ink == self).unwrap_or(0);
        RGBColor(0, 0, u8::try_from(place).unwrap_or(0))
    }

    /// Class and dash of the colour that came out of the drawing library.
    pub(super) fn of_colour((_, _, place): (u8, u8, u8)) -> (&'static str, &'static str) {
        PALETTE.get(usize::from(place)).map_or(("c-text", ""), |(_, class, dash)| (class, dash))
    }
}
