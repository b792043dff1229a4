package io.latchkey.right;

import java.util.List;

/**
 * An organisation's custom rights.
 *
 * @param customRights the rights, sorted by name
 */
public record CustomRightListDocument(List<CustomRightDocument> customRights) {}
