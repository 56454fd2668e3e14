// Written by generate-tables.py from Unicode 14.0.0; not edited by hand.
// swift-format-ignore-file

extension CodePointData {
    /// Letters that look like Latin ones.
    static let confusables: StaticString = "131:69 106:6a 1a:61 10:67 1:67 7:69 1:69 a:6e c:72 b:76 4:79 a:62 3:68 3:6c e0:4a 12+2:41 3:45 1:5a 1:48 2:49 1:4b 2+2:4d 2:4f 2:50 3:54 1:59 2:58 a:61 2:79 4:6e 2:69 1:6b 3:76 2:6f 2:70 3+2:74 2:78 2:77 29:63 1:6a 6:43 1:4d b:53 1:49 2:4a 8:41 2:42 3:45 5:4b 2:4d 1:48 1:4f 2:50 1:43 1:54 1:59 2:58 b:61 2:62 3:65 5:6b 2:6d 1:68 1:6f 2:70 1:63 1:74 1:79 2:78 10:73 1:69 2:6a 56:59 1:79 b:48 1:68 5:6c f:6c 31:44 1:64 b:47 1:67 d:51 1:71 1:57 1:77 1f:4c 11:55 2:53 21:68 8:6e 5:75 4:67 4:6f 177b:61 4+2:63 2:65 3+2:6a 2:6d 2:6f 9:70 3+2:74 4+2:76 1:7a 8a0e:66 1:73"
}
