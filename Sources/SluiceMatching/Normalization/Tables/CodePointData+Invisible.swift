// Written by generate-tables.py from Unicode 14.0.0; not edited by hand.
// swift-format-ignore-file

extension CodePointData {
    /// Default-ignorable code points.
    static let invisible: StaticString = "ad= 2a2= 2cd= b43+2= 654+2= 56+5= 7fc+5= 1b+5= 32+10= 10f5= cc9c+10= f0= a1= 50+9= bca8+4= 14d0+8= c2e86+1000="
}
