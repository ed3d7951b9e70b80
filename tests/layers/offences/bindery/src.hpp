#include <bindery/upper/bad.ipp>
