package io.latchkey.right;

import java.util.List;

/**
 * The custom rights of an organisation.
 *
 * @param customRights in the order of their names
 */
public record CustomRightListDocument(List<CustomRightDocument> customRights) {}
