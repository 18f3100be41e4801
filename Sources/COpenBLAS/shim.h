#include <cblas.h>

// LAPACK, which OpenBLAS contains; its own header is in another package.
void dgetrf_(const int *rows, const int *columns, double *a, const int *stride, int *pivots, int *info);
void dgetri_(const int *size, double *a, const int *stride, const int *pivots, double *work, const int *work_length,
             int *info);
