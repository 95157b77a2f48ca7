package dev.assay.labelstudio.bridge;

/** How leased items come to annotators, and go from them. */
interface Lever {
  /** Makes every lease that nobody can see yet to be seen, and marks it open. */
  void publish();

  /**
   * Makes Label Studio ask for as many answers to the item as it has live leases: none hides its
   * task. To be called after what Label Studio decides otherwise by itself.
   */
  void adjust(String itemKey);
}
