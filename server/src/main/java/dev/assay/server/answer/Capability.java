package dev.assay.server.answer;

/** What is true of the answers of some kinds, and what follows from it elsewhere is asked for. */
enum Capability {
  /** An answer names classes of the schema. */
  CLASSES,
  /** An answer may name any number of them. */
  MULTI,
  /** The classes have an order, that of the schema. */
  ORDERED
}
