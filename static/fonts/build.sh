#!/bin/sh
# Builds the bundled fonts from Debian's fonts-noto-core 20201225-1, byte for byte; needs fontTools and brotli.
set -eu
cd "$(dirname "$0")"
src=/usr/share/fonts/truetype/noto out=. tmp=$(mktemp -d)
bengali='U+0964-0965,U+0980-09FE,U+200C-200D,U+25CC,U+20,U+A0'
latin_web='U+20-7E,U+A0,U+A7,U+A9,U+AB,U+B0-B1,U+B7,U+BB,U+BD,U+D7,U+F7'
latin_web=$latin_web',U+2009,U+2010-2015,U+2018-201E,U+2022,U+2026,U+202F,U+2030,U+2039-203A'
latin_all='U+20-24F,U+2BC,U+300-304,U+2000-200B,U+2010-205E,U+2070-209C,U+20A0-20BF,U+2116,U+2122'
math='U+2190-2193,U+21A9,U+2212,U+2248,U+2260,U+2264-2265'
symbols='U+25A0-25A1,U+25B2,U+25BC,U+25CB,U+25CF,U+2605,U+26A0,U+2713,U+2717'
export SOURCE_DATE_EPOCH=1608940800
plain="--no-hinting --notdef-outline --name-IDs=0,1,2,3,4,5,6,13,14"
pyftsubset $src/NotoSansMath-Regular.ttf --unicodes=$math --layout-features= $plain \
  --drop-tables+=GSUB,GPOS,GDEF,MATH --output-file=$tmp/math.ttf
pyftsubset $src/NotoSansSymbols2-Regular.ttf --unicodes=$symbols --layout-features= $plain \
  --drop-tables+=GSUB,GPOS,GDEF --output-file=$tmp/symbols.ttf
for weight in Regular Bold; do
  pyftsubset $src/NotoSansBengali-$weight.ttf --unicodes=$bengali --layout-features='*' $plain \
    --output-file=$out/NotoSansBengali-$weight.ttf
  fonttools ttLib.woff2 compress -o $out/NotoSansBengali-$weight.woff2 $out/NotoSansBengali-$weight.ttf
  pyftsubset $src/NotoSans-$weight.ttf --unicodes=$latin_all --layout-features=ccmp,kern,mark,mkmk,lnum,tnum $plain \
    --output-file=$tmp/latin.ttf
  pyftmerge --output-file=$tmp/merged.ttf $tmp/latin.ttf $tmp/math.ttf $tmp/symbols.ttf
  # The merge takes the mathematical font's tall lines: put Noto Sans' own back.
  python3 - $tmp/merged.ttf $tmp/latin.ttf $out/NotoSans-$weight.ttf <<'PYTHON'
import sys
from fontTools.ttLib import TTFont
merged, latin = TTFont(sys.argv[1], recalcTimestamp=False), TTFont(sys.argv[2])
for name in ("ascent", "descent", "lineGap"):
    setattr(merged["hhea"], name, getattr(latin["hhea"], name))
for name in ("sTypoAscender", "sTypoDescender", "sTypoLineGap", "usWinAscent", "usWinDescent"):
    setattr(merged["OS/2"], name, getattr(latin["OS/2"], name))
merged.save(sys.argv[3])
PYTHON
  pyftsubset $out/NotoSans-$weight.ttf --unicodes=$latin_web,$math,$symbols --layout-features='*' $plain \
    --flavor=woff2 --output-file=$out/NotoSans-$weight.woff2
done
rm -r $tmp
