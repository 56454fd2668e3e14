import SluicePipeline
import Testing

/// A value that is stored apart from its owner is the owner's all the same.
struct ApartTests {
    private struct Owner {
        @Apart var list: [Int]?
    }

    @Test func aCopyThatChangesLeavesTheOriginalAlone() {
        var owner = Owner()
        owner.list = [1]
        var copy = owner
        copy.list?.append(2)
        #expect(owner.list == [1])
        #expect(copy.list == [1, 2])
        copy.list = nil
        #expect(owner.list == [1])
        #expect(copy.list == nil)
    }

    @Test func aValueComesAndGoes() {
        var owner = Owner()
        #expect(owner.list == nil)
        owner.list?.append(1)
        #expect(owner.list == nil)
        owner.list = []
        owner.list?.append(1)
        #expect(owner.list.take() == [1])
        #expect(owner.list == nil)
    }

    @Test func anOwnerHasRoomForAReferenceOnly() {
        #expect(MemoryLayout<Owner>.size == MemoryLayout<UnsafeRawPointer>.size)
    }
}
