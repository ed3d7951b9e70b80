// compiles_anyway compiles and must not
// expect: anything
int main() {}
