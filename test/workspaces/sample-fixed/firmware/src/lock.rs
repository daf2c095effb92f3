//! What the lock on a bike does.

/// Whether a code opens the lock.
pub fn opens(code: &str, known: &[u32]) -> bool {
    known.contains(&checksum(code))
}
