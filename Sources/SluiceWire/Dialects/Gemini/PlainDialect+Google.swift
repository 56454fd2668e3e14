extension PlainDialect {
    /// Gemini's `cachedContents`: the contents that later requests name instead of saying them.
    package static let cachedContents = PlainDialect(
        "google.cached_contents",
        request: Gemini.requestEntries
            + .texts("displayName", "display_name", target: .requestOther)
            + .opaque("name", "ttl", "expireTime", "expire_time"),
        answer: [.subtree("", .responseOther)] + cacheNames(below: "")
            + cacheNames(below: "cachedContents[].")
            + .opaque("nextPageToken"),
        errors: .google)

    /// What Gemini says of the files that it keeps; uploads go past it.
    package static let googleFiles = PlainDialect(
        "google.files", request: [],
        answer: [.subtree("", .responseOther)] + fileNames(below: "") + fileNames(below: "files[].")
            + .opaque("nextPageToken"),
        errors: .google)

    /// Vertex's `:predict`: embeddings and images.
    package static let predictions = PlainDialect(
        "google.predict",
        request: [.subtree("instances", .requestUser), .subtree("parameters", .requestOther)]
            + .opaque(
                below: "instances[].", "task_type", "taskType", "image.bytesBase64Encoded", "image.mimeType",
                "video.bytesBase64Encoded", "video.mimeType"),
        answer: [.subtree("predictions", .responseOther), .opaqueSubtree("metadata")]
            + .opaque(
                "predictions[].bytesBase64Encoded", "predictions[].mimeType", "model", "deployedModelId")
            + .opaque("modelVersionId", "modelDisplayName"),
        errors: .google)

    private static func cacheNames(below prefix: String) -> [PathEntry] {
        .opaque(below: prefix, "name", "model", "createTime", "updateTime", "expireTime")
            + [.opaqueSubtree(prefix + "usageMetadata")]
    }

    private static func fileNames(below prefix: String) -> [PathEntry] {
        .opaque(
            below: prefix, "name", "mimeType", "sizeBytes", "createTime", "updateTime", "expirationTime",
            "sha256Hash", "uri", "downloadUri", "state", "source")
    }
}
