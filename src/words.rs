//! Closed word lists: an enum whose variants are the words of the data files.

/// Declares an enum together with the words that stand for its variants in
/// data files, JSON and TypeScript. An unknown word is refused with the list of
/// known ones.
macro_rules! words {
    ($(#[$doc:meta])* $name:ident { $($(#[$variant_doc:meta])* $variant:ident = $word:literal,)+ }) => {
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
        #[cfg_attr(feature = "types", derive(ts_rs::TS, schemars::JsonSchema))]
        pub enum $name {
            $($(#[$variant_doc])* #[serde(rename = $word)] $variant,)+
        }

        impl $name {
            /// Every variant, in the order of the codebook.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The word in data files and JSON.
            pub const fn word(self) -> &'static str {
                match self { $(Self::$variant => $word),+ }
            }
        }

        impl $crate::table::FromCell for $name {
            fn from_cell(cell: $crate::table::Cell<'_>, reader: &mut $crate::table::Reader) -> Self {
                [$(Self::$variant),+].get(cell.word(&[$($word),+], reader)).copied().unwrap_or([$(Self::$variant),+][0])
            }
        }

        impl std::fmt::Display for $name {
            fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                formatter.write_str(self.word())
            }
        }
    };
}
pub(crate) use words;
