//! What the lock on a bike does.

/// Whether a code opens the lock.
pub fn opens(code: &String, known: &[u32]) -> bool {
    return known.contains(&checksum(code));
}
