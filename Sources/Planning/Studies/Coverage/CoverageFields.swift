package import GeoCore

/// The columns of a coverage, one set for each layer.
package enum CoverageFields {
  package static let denominatorArea = Field(
    "{share_of}_area_m2", .area,
    label: Wording(en: "Area of {share_of}", fr: "Surface de {share_of}"),
    meaning: Wording(
      en: "The area that shares are taken of.",
      fr: "La surface dont on prend les parts."),
    of: "area_m2",
    presence: Wording(
      en: "only when it is not the whole zone", fr: "seulement si ce n’est pas la zone entière"))

  package static let shareOf = Field(
    "share_of", .text, label: Wording(en: "Shares are of", fr: "Parts de"),
    meaning: Wording(
      en:
        "What shares are taken of: zone, land (the zone without its water), or a layer's name (the part of the zone in that layer).",
      fr:
        "Ce dont on prend les parts : zone, land (la zone sans son eau), ou le nom d’une couche (la partie de la zone qui s’y trouve)."
    ))

  package static let area = Field(
    "{layer}_area_m2", .area,
    label: Wording(en: "Area under {layer}", fr: "Surface sous {layer}"),
    meaning: Wording(
      en:
        "The area under the layer, within what shares are taken of; where features of the layer overlap, the ground counts once.",
      fr:
        "La surface sous la couche, dans ce dont on prend les parts ; là où des objets de la couche se recouvrent, le sol compte une fois."
    ),
    of: "{denominator}", reason: "{layer}_reason")

  package static let share = Field(
    "{layer}_share", .share,
    label: Wording(en: "Share under {layer}", fr: "Part sous {layer}"),
    meaning: Wording(
      en: "That area over the area that shares are taken of; null where there is none.",
      fr: "Cette surface rapportée à celle dont on prend les parts ; inconnue s’il n’y en a pas."),
    bounds: ["{layer}_share_low", "{layer}_share_high"], of: "{denominator}",
    reason: "{layer}_reason", section: "methods.md#error-bands")

  package static let status = Field(
    "{layer}_status", .category,
    label: Wording(en: "Source of {layer}", fr: "Source de {layer}"),
    meaning: Wording(
      en:
        "How far the source can be relied on: the weakest status of the features that reach into the zone by more than 1 m²; of the whole layer when none does.",
      fr:
        "Ce que vaut la source : le statut le plus faible des objets qui entrent dans la zone de plus de 1 m² ; celui de la couche entière si aucun n’y entre."
    ),
    values: SourceStatus.fieldValues, section: "outputs.md#status")

  package static let reason = Field(
    "{layer}_reason", .category,
    label: Wording(en: "Why {layer} is unknown", fr: "Pourquoi {layer} est inconnu"),
    meaning: Wording(
      en: "Why the share is null: the zone's own reason, or one of the layer's.",
      fr: "Pourquoi la part est inconnue : la raison de la zone, ou celle de la couche."),
    values: ZoneFields.reason.values + [
      Field.Value(
        "no_positions", en: "the layer has features, and none has a position that can be used",
        fr: "la couche a des objets, et aucun n’a de position utilisable"),
      Field.Value(
        "no_denominator", en: "there is nothing to take a share of",
        fr: "il n’y a rien dont prendre une part"),
    ],
    presence: Wording(en: "only when it is somewhere", fr: "seulement s’il en manque quelque part"))

  package static let all = [
    denominatorArea, shareOf, area, share, share.lowest, share.highest, status, reason,
  ]
}
