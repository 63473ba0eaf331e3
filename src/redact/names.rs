//! What the name in front of a value says: `DB_PASSWORD`, `x-api-key`, `clientSecret`; and what it does not: `TOKEN_TTL`.

/// What a name promises of its value.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Promise {
    /// A password: people choose them, so that any word may be one.
    Password,
    /// A token or key: made by a machine, so that it looks random.
    Token,
}

/// Words for passwords, at the end of a name's word.
const PASSWORDS: &str = "password passwd passphrase passcode passwort kennwort pwd";
/// Words for passwords that are one only behind another word (`DB_PASS`).
const SHORT_PASSWORDS: &str = "pass pw psw";
/// Words for tokens, at the end of a name's word.
const TOKENS: &str =
    "samlresponse secret secrets token tokens credential credentials apikey apikeys dsn bearer jwt";
/// Words for tokens that are a word of their own.
const SHORT_TOKENS: &str = "auth sig signature sid sas pat otp salt";
/// What may follow the word: where and in which form it is used. Anything else says that the value is about the secret.
const NEUTRAL: &str = "prod production staging stage dev development test testing live sandbox qa uat ci eu us value val base env main \
    default old new current primary secondary backup b64 base64 plain plaintext text string str raw hex pem data ro rw read write admin \
    root user db database internal external access1 access2 is was";
/// What makes a key one of a table, a cache or the public.
const OPEN_KEYS: &str = "public pub primary foreign cache partition sort idempotency hash object s3 row query index map translation hot \
    short routing issue project group config lookup restore dedupe dedup composite candidate unique surrogate natural shard message \
    event record item document doc site publishable known fingerprint label metric registry bucket image layer build job lock meta \
    sequence version kms column field property attribute param parameter variable env dictionary dict enum arrow up down left right \
    enter escape esc tab function keyboard press any host the a this each every by per with same";
/// What makes a token one of a page, a parser or a model.
const OPEN_TOKENS: &str = "next page continuation max min total prompt completion input output num n count cancellation start end stop \
    eos bos pad unk unexpected parse lexer sync change resume last first per unknown open close invalid special";
/// What stands before `key` in two words.
const KEYS: &str = "api access secret account signing encryption master auth private storage license service shared subscription deploy \
    admin root app client application integration write ingest";

fn has(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| known == word)
}

fn ends(list: &str, word: &str) -> bool {
    list.split_ascii_whitespace().any(|known| word.ends_with(known))
}

/// The words of a name in lower case: parted by signs and by capitals.
fn words(name: &[u8]) -> Vec<String> {
    let mut out = vec![String::new()];
    let mut before = b'_';
    for byte in name {
        let parted = !byte.is_ascii_alphanumeric();
        let humped = byte.is_ascii_uppercase() && (before.is_ascii_lowercase() || before.is_ascii_digit());
        if parted || humped {
            out.push(String::new());
        }
        if let (false, Some(word)) = (parted, out.last_mut()) {
            word.push(char::from(byte.to_ascii_lowercase()));
        }
        before = *byte;
    }
    out.retain(|word| !word.is_empty());
    out
}

/// What a name promises; `None` where its value is no secret. `before` is what stands in front of a bare `key`.
pub(super) fn promise(name: &[u8], before: &[u8]) -> Option<Promise> {
    let mut words = words(name);
    if matches!(words.as_slice(), [only] if only == "key" || only == "keys") {
        let front = before.rsplit(|byte| !byte.is_ascii_alphabetic()).next().unwrap_or_default();
        words.insert(0, String::from_utf8_lossy(front).to_ascii_lowercase());
        if !has(KEYS, words.first()?) {
            return None;
        }
    }
    let (at, promise) = words.iter().enumerate().rev().find_map(|(at, word)| {
        let front = at.checked_sub(1).and_then(|at| words.get(at)).map(String::as_str);
        Some((at, of_word(word, front)?))
    })?;
    let neutral = |word: &String| {
        has(NEUTRAL, word) || word.trim_start_matches('v').bytes().all(|byte| byte.is_ascii_digit())
    };
    words.iter().skip(at + 1).all(neutral).then_some(promise)
}

fn of_word(word: &str, front: Option<&str>) -> Option<Promise> {
    let closed = |open: &str| front.is_none_or(|front| !has(open, front));
    if ends(PASSWORDS, word) || front.is_some() && has(SHORT_PASSWORDS, word) {
        return Some(Promise::Password);
    }
    let token = ends(TOKENS, word) && closed(OPEN_TOKENS) || has(SHORT_TOKENS, word);
    let key = word == "key" || word == "keys";
    let key = key && front.is_some() && closed(OPEN_KEYS)
        || !key
            && word.len() <= 16
            && ends("key", word)
            && !ends(
                "monkey turkey hockey donkey whiskey jockey publickey cachekey primarykey sortkey sitekey hotkey",
                word,
            );
    // A bare `pass` counts passed tests more often than it names a password.
    (token || key || has(SHORT_PASSWORDS, word)).then_some(Promise::Token)
}
