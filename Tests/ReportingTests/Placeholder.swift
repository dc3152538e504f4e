// Nothing is tested here yet; the first test of this module takes this file's place.
import Testing
