use std::io;

use redb::StorageBackend;

/// How a file of the store begins (<https://github.com/cberner/redb/blob/master/docs/design.md>).
const MAGIC: [u8; 9] = *b"redb\x1a\x0a\xa9\x0d\x0a";

/// Where the header ends, which is all that is written of a file before it is begun.
const HEADER_END: usize = 4096;

/// How much more than it has a file may need to be opened.
const MOST_GROWTH: u64 = 64 << 20;

/// The bytes of a file, to be changed at will.
#[derive(Debug)]
pub struct Image {
    bytes: Vec<u8>,
    most: u64,
    /// Whether the file holds nothing, because whoever began it did not come to the end of its header.
    pub is_barely_begun: bool,
}

impl Image {
    pub fn of(backend: &dyn StorageBackend) -> io::Result<Self> {
        let len = backend.len()?;
        let mut bytes = vec![0; usize::try_from(len.min(MAGIC.len() as u64)).unwrap_or_default()];
        backend.read(0, &mut bytes)?;
        let begins_well = bytes.iter().zip(MAGIC).all(|(&byte, magic)| byte == 0 || byte == magic);
        if begins_well {
            bytes.resize(usize::try_from(len).map_err(io::Error::other)?, 0);
            backend.read(0, &mut bytes)?;
        } // Else the beginning is enough to refuse the file by.
        // A new file gets its header first, and the magic bytes last, in another sync. A crash may leave parts of both.
        let has_begun = if bytes.len() < MAGIC.len() {
            bytes.iter().any(|&byte| byte != 0)
        } else {
            bytes.starts_with(&MAGIC)
        };
        let is_barely_begun =
            begins_well && !has_begun && bytes.iter().skip(HEADER_END).all(|&byte| byte == 0);
        if is_barely_begun {
            bytes.clear();
        }
        Ok(Self { bytes, most: len.saturating_mul(2).saturating_add(MOST_GROWTH), is_barely_begun })
    }

    pub fn len(&self) -> u64 {
        self.bytes.len() as u64
    }

    pub fn read(&self, offset: u64, out: &mut [u8]) -> io::Result<()> {
        let bytes =
            usize::try_from(offset).ok().and_then(|offset| self.bytes.get(offset..)?.get(..out.len()));
        out.copy_from_slice(bytes.ok_or(io::ErrorKind::UnexpectedEof)?);
        Ok(())
    }

    pub fn set_len(&mut self, len: u64) -> io::Result<()> {
        if len > self.most {
            let message = "it says that it is much longer than it is";
            return Err(io::Error::new(io::ErrorKind::InvalidData, message));
        }
        self.bytes.resize(usize::try_from(len).map_err(io::Error::other)?, 0);
        Ok(())
    }

    pub fn write(&mut self, offset: u64, data: &[u8]) -> io::Result<()> {
        let end = offset.saturating_add(data.len() as u64);
        if end > self.len() {
            self.set_len(end)?;
        }
        let offset = usize::try_from(offset).map_err(io::Error::other)?;
        self.bytes[offset..][..data.len()].copy_from_slice(data);
        Ok(())
    }
}
