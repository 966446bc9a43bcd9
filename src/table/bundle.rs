//! CSV tables inside the binary.

use super::Files;

/// Tables of one folder of `data/`, as they stood when the crate was built.
pub(crate) struct Bundle {
    pub folder: &'static str,
    pub tables: &'static [(&'static str, &'static str)],
}

/// The named tables of a folder of `data/`.
macro_rules! bundle {
    ($folder:literal: $($table:literal)+) => {
        $crate::table::Bundle {
            folder: $folder,
            tables: &[$((
                $table,
                include_str!(concat!(env!("CARGO_MANIFEST_DIR"), "/data/", $folder, "/", $table, ".csv")),
            )),+],
        }
    };
}
pub(crate) use bundle;

impl Files for Bundle {
    fn content(&self, name: &str) -> Option<Vec<u8>> {
        let found = self.tables.iter().find(|(table, _)| *table == name);
        found.map(|(_, text)| text.as_bytes().to_vec())
    }

    fn label(&self, name: &str) -> String {
        match self.folder {
            "" => format!("data/{name}.csv"),
            folder => format!("data/{folder}/{name}.csv"),
        }
    }
}
