package dev.factory.attribution.fitting;

/** Dense linear algebra in {@code double}, row by row. */
final class Inversion {
  private Inversion() {}

  /**
   * Inverts a matrix in place, by Gauss and Jordan. No rows are exchanged: the diagonal of a row is
   * at least as large as the rest of it together, and stays so.
   */
  static void invert(double[][] matrix) {
    int size = matrix.length;
    for (int pivot = 0; pivot < size; pivot++) {
      double[] pivotRow = matrix[pivot];
      double reciprocal = 1 / pivotRow[pivot];
      pivotRow[pivot] = 1;
      for (int column = 0; column < size; column++) {
        pivotRow[column] *= reciprocal;
      }
      for (int other = 0; other < size; other++) {
        if (other != pivot) {
          subtract(matrix[other], pivotRow, pivot);
        }
      }
    }
  }

  private static void subtract(double[] row, double[] pivotRow, int pivot) {
    double factor = row[pivot];
    if (factor == 0) {
      return;
    }
    row[pivot] = 0;
    for (int column = 0; column < row.length; column++) {
      row[column] -= factor * pivotRow[column];
    }
  }

  /** {@return x of matrix x = right, both of which are overwritten; exchanges rows} */
  static double[] solve(double[][] matrix, double[] right) {
    int size = right.length;
    for (int pivot = 0; pivot < size; pivot++) {
      int largest = pivot;
      for (int row = pivot + 1; row < size; row++) {
        largest = Math.abs(matrix[row][pivot]) > Math.abs(matrix[largest][pivot]) ? row : largest;
      }
      double[] pivotRow = matrix[largest];
      double pivotRight = right[largest];
      matrix[largest] = matrix[pivot];
      right[largest] = right[pivot];
      matrix[pivot] = pivotRow;
      right[pivot] = pivotRight;
      for (int row = pivot + 1; row < size; row++) {
        double factor = matrix[row][pivot] / pivotRow[pivot];
        right[row] -= factor * pivotRight;
        for (int column = pivot; factor != 0 && column < size; column++) {
          matrix[row][column] -= factor * pivotRow[column];
        }
      }
    }
    for (int row = size - 1; row >= 0; row--) {
      for (int column = row + 1; column < size; column++) {
        right[row] -= matrix[row][column] * right[column];
      }
      right[row] /= matrix[row][row];
    }
    return right;
  }
}
