// Written by generate-tables.py from Unicode 14.0.0; not edited by hand.
// swift-format-ignore-file

extension CodePointData {
    /// Letters, marks and numbers of scripts that set none.
    static let unspacedLetters: StaticString = "e01+3a= 6+f= 2+a= 28+2= 2= 2+5= 2+18= 2= 2+17= 3+5= 2= 2+6= 3+a= 3+4= 21= 18+2= 7+14= 2= 2= 2= 5+a= 2+24= 5+14= 2+12= 2+24= a= 3a+4a= 7+4e= 63+100= 581+54= 4= 5+2= 3+a= 7+a= 157+1e= 3+5= c+2c= 5+1a= 7+b= 26+1c= 5+3f= 2+1d= 3+b= 7+a= e= 59+4d= 4+a= 12+9= 1492+3= 1a+f= 2+5= 3+5= 5+56= 3+2= 3+3= 2+5a= 2+4= 6+2b= 2+5e= 4+4= b+20= 31+10= 201+19c0= 41+568d= 4d4+1d= 4+41= f+b= 7+1f= 62+17= 4+6= 181+2ba4= d+17= 5+31= 2105+16e= 3+6a= 48d+59= 4+6= 3+6= 3+6= 3+3= 6f24+4b= 5+39= 8+11= 41+2= 2+2= c+2= f+17f8= 9+4d6= 2b+9= 22e8+4= 2+7= 2+2= 2+123= 2e+3= 12+4= 9+18c= 4d05+a6e0= 21+1039= 8+de= 3+1682= f+1d31= c20+21e= 5e3+134b="
}
