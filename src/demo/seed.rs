//! Numbers that look random and depend on the seed alone.

/// The splitmix64 generator: small, well mixed, the same on every machine.
#[derive(Clone, Debug)]
pub struct Chance(u64);

impl Chance {
    /// A generator for one release of one seed, so that a story in one release does not move the numbers of another.
    pub fn of(seed: u64, release: u64) -> Self {
        let mut chance = Self(seed ^ release.wrapping_mul(0xD1B5_4A32_D192_ED03));
        chance.bits();
        chance
    }

    /// The next 64 bits.
    pub fn bits(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        mixed ^ (mixed >> 31)
    }

    /// A whole number from `low` to `high`, both included; `low` where the range is empty.
    pub fn between(&mut self, low: u32, high: u32) -> u32 {
        let width = u64::from(high.saturating_sub(low)) + 1;
        low.saturating_add(u32::try_from(self.bits() % width).unwrap_or(0))
    }

    /// Milliseconds with two decimals, from `low` to a little over `high`.
    pub fn millis(&mut self, low: u32, high: u32) -> f64 {
        f64::from(self.between(low, high)) + f64::from(self.between(0, 99)) / 100.0
    }

    /// So many hexadecimal digits.
    pub fn hex(&mut self, digits: usize) -> String {
        let mut text = String::new();
        while text.len() < digits {
            text.push_str(&format!("{:016x}", self.bits()));
        }
        text.truncate(digits);
        text
    }
}
