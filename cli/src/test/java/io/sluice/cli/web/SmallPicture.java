package io.sluice.cli.web;

import java.awt.image.BufferedImage;
import java.awt.image.DataBuffer;
import java.awt.image.IndexColorModel;
import java.awt.image.WritableRaster;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javax.imageio.ImageIO;

/** A picture with its 256 most frequent colours. Those of the edges of letters are near one of them, and the file is small. */
final class SmallPicture {
    private static final int COLOURS = 256;

    private SmallPicture() {}

    static void write(byte[] png, Path file) throws IOException {
        BufferedImage picture = ImageIO.read(new ByteArrayInputStream(png));
        int width = picture.getWidth();
        int height = picture.getHeight();
        int[] pixels = picture.getRGB(0, 0, width, height, null, 0, width);
        Map<Integer, Integer> counts = new HashMap<>();
        for (int pixel : pixels) {
            counts.merge(pixel, 1, Integer::sum);
        }
        List<Integer> kept = counts.entrySet().stream()
                .sorted(Map.Entry.<Integer, Integer>comparingByValue().reversed())
                .limit(COLOURS)
                .map(Map.Entry::getKey)
                .toList();
        int[] palette = kept.stream().mapToInt(Integer::intValue).toArray();
        IndexColorModel colours = new IndexColorModel(8, palette.length, palette, 0, false, -1, DataBuffer.TYPE_BYTE);
        BufferedImage small = new BufferedImage(width, height, BufferedImage.TYPE_BYTE_INDEXED, colours);
        WritableRaster raster = small.getRaster();
        Map<Integer, Integer> places = new HashMap<>();
        for (int i = 0; i < pixels.length; i++) {
            int place = places.computeIfAbsent(pixels[i], colour -> nearest(kept, colour));
            raster.setSample(i % width, i / width, 0, place);
        }
        ImageIO.write(small, "png", file.toFile());
    }

    private static int nearest(List<Integer> kept, int colour) {
        return kept.indexOf(kept.stream()
                .min(Comparator.comparingInt(each -> distance(each, colour)))
                .orElseThrow());
    }

    private static int distance(int one, int other) {
        int sum = 0;
        for (int shift = 0; shift <= 16; shift += 8) {
            int difference = (one >> shift & 0xff) - (other >> shift & 0xff);
            sum += difference * difference;
        }
        return sum;
    }
}
