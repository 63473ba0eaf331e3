//! Windows, waits and statuses: criteria that stand for themselves.

use crate::assess::reading::grammar::phrase::{Measure, Words};
use crate::assess::reading::grammar::text::Token;
use crate::lexicon::vocabulary::{VOCABULARY, has};
use crate::model::criterion::{Criterion, Op};

/// Shorter spans are latencies.
const MINUTE: f64 = 6e4;

/// Behind a bare `<`, shorter spans may as well be how long something takes.
const HOUR: f64 = 3.6e6;

/// `completed within 30 minutes` says how long something took, `completed within 24 hours` how old it may be.
const SHORT: f64 = 1.44e7;

/// Nothing in a checklist is older than a century.
const CENTURY: f64 = 3.155_76e12;

impl Words<'_> {
    /// How old evidence may be at the release. `since` is where the clause begins.
    pub(super) fn window(self, at: usize, since: usize) -> Option<(Criterion, usize)> {
        let (millis, end) = self
            .last(at)
            .or_else(|| self.aged(at))
            .or_else(|| self.about_release(at))
            .or_else(|| self.bare(at, since))?;
        Some((Criterion::Within { seconds: whole(millis)? }, end))
    }

    /// `today`, `this morning`, `a day before the release`.
    pub(super) fn day(self, at: usize) -> Option<(Criterion, usize)> {
        let words = &*VOCABULARY;
        let days =
            [((0, false), &words.today), ((0, true), &words.this_morning), ((1, false), &words.yesterday)];
        let ((back, morning), end) = self.among(at, &days).map(|(day, end)| (*day, end))?;
        let before = self.any(end, &VOCABULARY.before_it).and_then(|end| self.event(end));
        let needs_event = self.any(at, &VOCABULARY.days_before) == Some(end);
        let end = if needs_event { before.unwrap_or(end) } else { end };
        // `since yesterday` is more than a day.
        let is_since = at
            .checked_sub(1)
            .and_then(|before| self.word(before))
            .is_some_and(|word| has(&VOCABULARY.days_on, word));
        (!is_since).then_some((Criterion::Day { back, morning }, end))
    }

    /// What holds of all evidence that counts: `before the tag`, `since the last release`.
    pub(super) fn given(self, at: usize) -> Option<usize> {
        let before = self.any(at, &VOCABULARY.before_it).map(|end| self.skip(end, &VOCABULARY.articles, ""));
        let before = before.and_then(|end| self.any(end, &VOCABULARY.releases));
        before.or_else(|| {
            let end = self.skip(self.any(at, &VOCABULARY.since)?, &VOCABULARY.articles, "");
            self.any(self.any(end, &VOCABULARY.last)?, &VOCABULARY.releases)
        })
    }

    /// `within the last 24h`, `in the past hour`, `last 2 days`.
    fn last(self, at: usize) -> Option<(f64, usize)> {
        let into = self.skip(at, &VOCABULARY.into, "");
        let from = self.skip(into, &VOCABULARY.articles, "");
        if let Some(end) = self.any(from, &VOCABULARY.last) {
            return self.span(end).or_else(|| self.time_unit(end).filter(|_| into > at));
        }
        // `les 24 dernières heures`
        let (count, _, end) = self.number(from)?;
        let (scale, end) = self.time_unit(self.any(end, &VOCABULARY.last)?)?;
        Some((count * scale, end))
    }

    /// `no older than 2 weeks`, `less than 30 days old`, `at most 90 days ago`, `younger than a week`.
    fn aged(self, at: usize) -> Option<(f64, usize)> {
        if let Some(end) = self.any(at, &VOCABULARY.turns) {
            let end = self.skip(end, &VOCABULARY.turn_fillers, "");
            return self.span(self.any(end, &VOCABULARY.older)?);
        }
        if let Some(end) = self.any(at, &VOCABULARY.newer) {
            return self.span(end);
        }
        let (millis, end) = self.at_most(at)?;
        Some((millis, self.any(end, &VOCABULARY.aged)?))
    }

    /// `within 30 minutes before the tag`, `≤ 24h of the release`.
    fn about_release(self, at: usize) -> Option<(f64, usize)> {
        let (millis, end) = self.at_most(at)?;
        let end = self.any(end, &VOCABULARY.before).or_else(|| self.any(end, &VOCABULARY.after))?;
        Some((millis, self.event(end)?)).filter(|_| millis >= MINUTE)
    }

    /// `< 30 days`, `within 24h`: an age only where the item tells of something done, and the clause of nothing that lasts.
    fn bare(self, at: usize, since: usize) -> Option<(f64, usize)> {
        let (millis, end) = self.at_most(at)?;
        let stop = (end..self.tokens.len()).find(|at| self.is_mark(*at, ";.,)")).unwrap_or(self.tokens.len());
        let before = at.checked_sub(1).and_then(|before| self.word(before));
        // `in the last 30 days, under 1 hour`: how old it may be is said, so this is how long it took.
        let is_said = (0..at).any(|other| self.last(other).or_else(|| self.aged(other)).is_some());
        let lasts = |range| self.speaks_of(range, &VOCABULARY.lasts);
        let is_end = millis < SHORT && before.is_some_and(|word| has(&VOCABULARY.ended, word));
        let is_length = lasts(since..at) || lasts(end..stop) || is_said || is_end || before == Some("in");
        let is_age = self.speaks_of(0..self.tokens.len(), &VOCABULARY.done) && !is_length;
        let least = if self.word(at) == Some("within") { MINUTE } else { HOUR };
        (is_age && millis >= least).then_some((millis, end))
    }

    fn at_most(self, at: usize) -> Option<(f64, usize)> {
        let (Some(Op::AtMost | Op::Below), end) = self.sign(at)? else { return None };
        // `a day` is a number of days.
        self.span(end).or_else(|| self.span(self.skip(end, &VOCABULARY.articles, "")))
    }

    /// How long after the release something must have been looked at: `after 60 minutes`, `at least 1 h after the tag`.
    pub(super) fn wait(self, at: usize, since: usize) -> Option<(Criterion, usize)> {
        let least = |at| match self.sign(at) {
            Some((Some(Op::AtLeast), end)) => end,
            _ => at,
        };
        let after = self.any(at, &["after"]).and_then(|end| self.span(least(end)));
        let (millis, end) = after.or_else(|| {
            let (millis, end) = self.span(least(at))?;
            let end = self.suffix(end).map_or(end, |(_, end)| end);
            Some((millis, self.event(self.any(end, &VOCABULARY.after)?)?))
        })?;
        let is_wait = millis >= MINUTE && !self.speaks_of(since..at, &VOCABULARY.lasts);
        Some((Criterion::After { seconds: whole(millis)? }, end)).filter(|_| is_wait)
    }

    /// `HTTP 200`, `status 2xx`, `returns 204`. A choice (`200 or 204`) and what must not be answered are not read.
    pub(super) fn status(self, at: usize) -> Option<(Criterion, usize)> {
        let named = self.any(at, &VOCABULARY.status);
        let end =
            self.skip(named.or_else(|| self.any(at, &VOCABULARY.answers))?, &VOCABULARY.status_fillers, ":=");
        let ((from, to), end) = self.code(end)?;
        let is_sure = named.is_some()
            || self
                .word(end)
                .is_none_or(|next| has(&VOCABULARY.prepositions, next) || next == "ok" || next == "within");
        let is_one = !self.is_mark(end, "/") && !matches!(self.word(end), Some("or"));
        let is_turned =
            at.checked_sub(1).is_some_and(|before| self.any(before, &VOCABULARY.turns) == Some(at));
        let is_share = self
            .sign(end)
            .is_some_and(|(_, end)| self.quantity(end).is_some_and(|q| q.measure == Measure::Percent));
        let after = self
            .any(end, &["within", "under", "in", "inside"])
            .map(|end| self.any(end, &["its", "the"]).unwrap_or(end));
        let budget = after.and_then(|end| self.any(end, &["budget", "budgets"]));
        (is_sure && is_one && !is_turned && !is_share && from < 500)
            .then_some((Criterion::Status { from, to, in_budget: budget.is_some() }, budget.unwrap_or(end)))
    }

    fn code(self, at: usize) -> Option<((u16, u16), usize)> {
        let Token::Number { digits, .. } = self.token(at)? else { return None };
        let is_class = digits.len() == 1 && self.word(at + 1) == Some("xx");
        let (from, to, end) = match digits.parse::<u16>().ok()? {
            class if is_class => (class * 100, class * 100 + 99, at + 2),
            code => (code, code, at + 1),
        };
        (100..600).contains(&from).then_some(((from, to), end))
    }
}

/// Whole seconds, at least one, within a century.
fn whole(millis: f64) -> Option<i64> {
    #[expect(clippy::cast_possible_truncation, reason = "bounded before")]
    (1e3..CENTURY).contains(&millis).then_some((millis / 1e3).round() as i64)
}
